package dev.millrace.landing;

import dev.millrace.landing.Fences.Verdict;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecordOrBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes from one export what does not pass the {@link Fences}, and counts it. */
final class Removal implements AttributeRewrite.Change {

  /** What stands for a key that may be content itself. */
  static final String NAMELESS = "(a key that is no name)";

  /** What stands for all keys beyond so many. */
  static final String OTHERS = "(other keys)";

  private static final int MAX_KEYS = 50;

  private final Fences fences;
  private final LogBody body;
  private final Map<String, Integer> mayBeContent = new HashMap<>();
  private int removed;

  Removal(Fences fences) {
    this.fences = fences;
    this.body = new LogBody(fences, this);
  }

  int removed() {
    return removed;
  }

  Map<String, Integer> mayBeContent() {
    return mayBeContent;
  }

  /** Counts what is content for certain. */
  void removeContent() {
    removed++;
  }

  /** Counts what may be content. */
  void removeDoubtful(String key) {
    removed++;
    String list = ContentKeys.listOf(key);
    String name = Wording.isName(list) ? list : NAMELESS;
    boolean hasRoom = mayBeContent.containsKey(name) || mayBeContent.size() < MAX_KEYS;
    mayBeContent.merge(hasRoom ? name : OTHERS, 1, Integer::sum);
  }

  @Override
  public List<KeyValue> ofResource(List<KeyValue> attributes) {
    return without(attributes, true);
  }

  @Override
  public List<KeyValue> attributes(List<KeyValue> attributes) {
    return without(attributes, false);
  }

  @Override
  public Optional<AnyValue> body(LogRecordOrBuilder log) {
    return log.hasBody() ? body.without(log) : Optional.empty();
  }

  @Override
  public String text(LandedText kind, String text) {
    if (kind == LandedText.SPAN_STATUS && ContentKeys.isText(text) && !fences.allows(kind)) {
      removeContent();
      return "";
    }
    if (!fences.mayBeContent(kind, text)) {
      return text;
    }
    removeDoubtful(kind.key());
    return "";
  }

  private List<KeyValue> without(List<KeyValue> attributes, boolean ofResource) {
    List<KeyValue> kept = new ArrayList<>(attributes.size());
    boolean same = true;
    for (KeyValue attribute : attributes) {
      Verdict verdict = fences.of(attribute, ofResource);
      switch (verdict) {
        case LANDS -> {
          KeyValue left = without(attribute, ofResource);
          same &= left == attribute;
          kept.add(left);
        }
        case CONTENT -> removeContent();
        case MAY_BE_CONTENT -> removeDoubtful(attribute.getKey());
      }
      same &= verdict == Verdict.LANDS;
    }
    return same ? attributes : kept;
  }

  private KeyValue without(KeyValue attribute, boolean ofResource) {
    AnyValue value = attribute.getValue();
    if (!value.hasKvlistValue() && !value.hasArrayValue()) {
      return attribute;
    }
    AnyValue left = without(value, ofResource);
    return left == value ? attribute : attribute.toBuilder().setValue(left).build();
  }

  /** The value without the attributes in it that do not land; the same if all do. */
  AnyValue without(AnyValue value, boolean ofResource) {
    return switch (value.getValueCase()) {
      case KVLIST_VALUE -> {
        List<KeyValue> values = value.getKvlistValue().getValuesList();
        List<KeyValue> left = without(values, ofResource);
        if (left == values) {
          yield value;
        }
        AnyValue.Builder builder = value.toBuilder();
        builder.getKvlistValueBuilder().clearValues().addAllValues(left);
        yield builder.build();
      }
      case ARRAY_VALUE -> {
        List<AnyValue> values = value.getArrayValue().getValuesList();
        List<AnyValue> left = new ArrayList<>(values.size());
        boolean same = true;
        for (AnyValue each : values) {
          AnyValue kept = without(each, ofResource);
          same &= kept == each;
          left.add(kept);
        }
        yield same ? value : withValues(value, left);
      }
      default -> value;
    };
  }

  /** The array with other values. */
  static AnyValue withValues(AnyValue array, List<AnyValue> values) {
    AnyValue.Builder builder = array.toBuilder();
    builder.getArrayValueBuilder().clearValues().addAllValues(values);
    return builder.build();
  }
}
