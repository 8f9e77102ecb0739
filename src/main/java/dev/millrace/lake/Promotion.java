package dev.millrace.lake;

import io.opentelemetry.proto.common.v1.AnyValue.ValueCase;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that have a column of their own in the general tables, since most questions ask
 * for them.
 *
 * <p>The column holds the record's attribute under the first of the keys that is there as a string,
 * or else the resource's. Only an attribute under the first key, which the column's name tells,
 * leaves the record's JSON for it: so what was sent can be told from the row, whatever the key.
 */
enum Promotion {
  SESSION_ID("session.id", "gen_ai.conversation.id", "conversation.id"),
  USER_ID("user.id", "enduser.id"),
  USER_EMAIL("user.email"),
  MODEL("model", "gen_ai.request.model", "gen_ai.response.model"),
  TOOL_NAME("tool_name", "gen_ai.tool.name", "function_name"),
  EVENT("event.name");

  private static final Map<String, Promotion> BY_FIRST_KEY =
      Arrays.stream(values())
          .collect(Collectors.toMap(promotion -> promotion.keys.get(0), Function.identity()));

  private final List<String> keys;

  Promotion(String... keys) {
    this.keys = List.of(keys);
  }

  /** The column's name. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The promotion whose first key this attribute has; empty if none or if it is no string. */
  static Optional<Promotion> of(KeyValue attribute) {
    return isString(attribute)
        ? Optional.ofNullable(BY_FIRST_KEY.get(attribute.getKey()))
        : Optional.empty();
  }

  /** The value among the attributes; null if none of the keys is there as a string. */
  @Nullable String in(List<KeyValue> attributes) {
    for (String key : keys) {
      for (KeyValue attribute : attributes) {
        if (isString(attribute) && attribute.getKey().equals(key)) {
          return attribute.getValue().getStringValue();
        }
      }
    }
    return null;
  }

  private static boolean isString(KeyValue attribute) {
    return attribute.getValue().getValueCase() == ValueCase.STRING_VALUE;
  }
}
