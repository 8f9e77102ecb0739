package dev.millrace.landing;

import dev.millrace.landing.LandingConfig.Content;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes content from exports: every attribute of {@link ContentKeys}, wherever it stands.
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
        : new Redacted(AttributeRewrite.of(export, Redaction::without), found);
  }

  private static int count(Export export) {
    int[] found = {0};
    AttributeLists.forEach(export, attributes -> found[0] += count(attributes));
    return found[0];
  }

  private static int count(List<KeyValue> attributes) {
    int found = 0;
    for (KeyValue attribute : attributes) {
      found += ContentKeys.contains(attribute.getKey()) ? 1 : count(attribute.getValue());
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
      if (!ContentKeys.contains(attribute.getKey())) {
        kept.add(attribute.toBuilder().setValue(without(attribute.getValue())).build());
      }
    }
    return kept;
  }

  private static AnyValue without(AnyValue value) {
    return switch (value.getValueCase()) {
      case KVLIST_VALUE ->
          AnyValue.newBuilder()
              .setKvlistValue(
                  KeyValueList.newBuilder()
                      .addAllValues(without(value.getKvlistValue().getValuesList())))
              .build();
      case ARRAY_VALUE ->
          AnyValue.newBuilder()
              .setArrayValue(
                  ArrayValue.newBuilder()
                      .addAllValues(
                          value.getArrayValue().getValuesList().stream()
                              .map(Redaction::without)
                              .toList()))
              .build();
      default -> value;
    };
  }

  /**
   * An export without content.
   *
   * @param removed how many attributes were removed
   */
  record Redacted(Export export, int removed) {}
}
