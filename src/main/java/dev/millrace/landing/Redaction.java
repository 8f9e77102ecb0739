package dev.millrace.landing;

import dev.millrace.landing.LandingConfig.Content;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecordOrBuilder;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Removes content from exports: every attribute that holds some by {@link ContentKeys}, wherever it
 * stands, what of a log record's body is content by {@link LogBody}, and a span's status message
 * unless it is one word, for it tells of errors in the words of whatever failed.
 *
 * <p>An export without any comes back as the same object, so that its bytes can land as they were
 * sent.
 */
final class Redaction {

  private final Content content;

  Redaction(Content content) {
    this.content = content;
  }

  Redacted redact(Decoded decoded) {
    Export export = decoded.export();
    if (content == Content.KEEP) {
      return new Redacted(export, 0);
    }
    int found =
        (decoded.keyLookedFor() ? attributes(export) : 0)
            + (decoded.textLookedFor() ? texts(export) : 0);
    return found == 0
        ? new Redacted(export, 0)
        : new Redacted(AttributeRewrite.of(export, new Removal()), found);
  }

  /** How many attributes hold content; looking costs about a tenth of decoding. */
  private static int attributes(Export export) {
    AttributeCount count = new AttributeCount();
    AttributeLists.show(export, count);
    return count.found;
  }

  /** How much of bodies and messages, which no key tells of, is content. */
  private static int texts(Export export) {
    if (export instanceof Export.Logs logs) {
      return logs.message().getResourceLogsList().stream()
          .flatMap(resource -> resource.getScopeLogsList().stream())
          .flatMap(scope -> scope.getLogRecordsList().stream())
          .mapToInt(LogBody::count)
          .sum();
    }
    if (export instanceof Export.Traces traces) {
      return (int)
          traces.message().getResourceSpansList().stream()
              .flatMap(resource -> resource.getScopeSpansList().stream())
              .flatMap(scope -> scope.getSpansList().stream())
              .filter(span -> ContentKeys.isText(span.getStatus().getMessage()))
              .count();
    }
    return 0;
  }

  private static int count(List<KeyValue> attributes) {
    int found = 0;
    for (KeyValue attribute : attributes) {
      found += ContentKeys.holdsContent(attribute) ? 1 : count(attribute.getValue());
    }
    return found;
  }

  /** How many attributes in the value, which is none itself, hold content. */
  static int count(AnyValue value) {
    if (value.hasKvlistValue()) {
      return count(value.getKvlistValue().getValuesList());
    }
    return value.hasArrayValue()
        ? value.getArrayValue().getValuesList().stream().mapToInt(Redaction::count).sum()
        : 0;
  }

  private static List<KeyValue> without(List<KeyValue> attributes) {
    if (count(attributes) == 0) {
      return attributes;
    }
    List<KeyValue> kept = new ArrayList<>(attributes.size());
    for (KeyValue attribute : attributes) {
      if (!ContentKeys.holdsContent(attribute)) {
        kept.add(without(attribute));
      }
    }
    return kept;
  }

  private static KeyValue without(KeyValue attribute) {
    return attribute.hasValue()
        ? attribute.toBuilder().setValue(without(attribute.getValue())).build()
        : attribute;
  }

  /** The value without the attributes in it that hold content. */
  static AnyValue without(AnyValue value) {
    return switch (value.getValueCase()) {
      case KVLIST_VALUE -> {
        AnyValue.Builder kept = value.toBuilder();
        List<KeyValue> values = without(value.getKvlistValue().getValuesList());
        kept.getKvlistValueBuilder().clearValues().addAllValues(values);
        yield kept.build();
      }
      case ARRAY_VALUE ->
          withValues(
              value,
              value.getArrayValue().getValuesList().stream().map(Redaction::without).toList());
      default -> value;
    };
  }

  /** The array with other values. */
  static AnyValue withValues(AnyValue array, List<AnyValue> values) {
    AnyValue.Builder builder = array.toBuilder();
    builder.getArrayValueBuilder().clearValues().addAllValues(values);
    return builder.build();
  }

  /**
   * An export without content.
   *
   * @param removed how many attributes, bodies or texts in them, and messages were removed
   */
  record Redacted(Export export, int removed) {}

  /** Counts the attributes to be removed. */
  private static final class AttributeCount implements Consumer<List<KeyValue>> {

    private int found;

    @Override
    public void accept(List<KeyValue> attributes) {
      found += count(attributes);
    }
  }

  /** Removes it. */
  private static final class Removal implements AttributeRewrite.Change {

    @Override
    public List<KeyValue> attributes(List<KeyValue> attributes) {
      return without(attributes);
    }

    @Override
    public Optional<AnyValue> body(LogRecordOrBuilder log) {
      return LogBody.without(log);
    }

    @Override
    public void status(Status.Builder status) {
      if (ContentKeys.isText(status.getMessage())) {
        status.clearMessage();
      }
    }
  }
}
