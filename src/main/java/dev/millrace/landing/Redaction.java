package dev.millrace.landing;

import dev.millrace.landing.LandingConfig.Content;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes content from exports: every attribute that holds some by {@link ContentKeys}, wherever it
 * stands, and in a log body that is a list every text after the first. Such a body is how a program
 * logs a message and its arguments; opencode's arguments quote commands and answers.
 *
 * <p>An export without any comes back as the same object, so that its bytes can land as they were
 * sent.
 */
final class Redaction {

  private final Content content;

  Redaction(Content content) {
    this.content = content;
  }

  Redacted redact(Export export) {
    if (content == Content.KEEP) {
      return new Redacted(export, 0);
    }
    int found = count(export);
    return found == 0
        ? new Redacted(export, 0)
        : new Redacted(
            AttributeRewrite.of(export, Redaction::without, Redaction::bodyWithout), found);
  }

  private static int count(Export export) {
    int[] found = {0};
    AttributeLists.forEach(
        export,
        attributes -> found[0] += count(attributes),
        body -> found[0] += count(body) + (int) arguments(body).count());
    return found[0];
  }

  private static int count(List<KeyValue> attributes) {
    int found = 0;
    for (KeyValue attribute : attributes) {
      found += ContentKeys.holdsContent(attribute) ? 1 : count(attribute.getValue());
    }
    return found;
  }

  private static int count(AnyValue value) {
    return switch (value.getValueCase()) {
      case KVLIST_VALUE -> count(value.getKvlistValue().getValuesList());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().mapToInt(Redaction::count).sum();
      default -> 0;
    };
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

  private static AnyValue without(AnyValue value) {
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

  private static AnyValue bodyWithout(AnyValue body) {
    if (!body.hasArrayValue()) {
      return without(body);
    }
    List<AnyValue> values = body.getArrayValue().getValuesList();
    Stream<AnyValue> notText = values.stream().skip(1).filter(value -> !value.hasStringValue());
    return without(withValues(body, Stream.concat(values.stream().limit(1), notText).toList()));
  }

  /** The texts after the first value of a body that is a list. */
  private static Stream<AnyValue> arguments(AnyValue body) {
    return body.getArrayValue().getValuesList().stream().skip(1).filter(AnyValue::hasStringValue);
  }

  private static AnyValue withValues(AnyValue array, List<AnyValue> values) {
    AnyValue.Builder builder = array.toBuilder();
    builder.getArrayValueBuilder().clearValues().addAllValues(values);
    return builder.build();
  }

  /**
   * An export without content.
   *
   * @param removed how many attributes and arguments were removed
   */
  record Redacted(Export export, int removed) {}
}
