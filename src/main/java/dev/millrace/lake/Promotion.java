package dev.millrace.lake;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** How many there are. */
  static final int COUNT = values().length;

  private static final Map<String, Place> BY_KEY = byKey();

  private final List<String> keys;

  Promotion(String... keys) {
    this.keys = List.of(keys);
  }

  /** The key that the column's name tells. */
  String key() {
    return keys.get(0);
  }

  /** All keys that it is taken from. */
  List<String> keys() {
    return keys;
  }

  /** The column's name. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * An attribute's part in a promotion.
   *
   * @param rank of its key among the promotion's, from 0; the smallest that is there counts
   */
  record Place(Promotion promotion, byte rank) {}

  /** The part of this attribute; null if it has none, as one that is no string. */
  static @Nullable Place place(KeyValue attribute) {
    Place place = BY_KEY.get(attribute.getKey());
    return place != null && attribute.getValue().hasStringValue() ? place : null;
  }

  private static Map<String, Place> byKey() {
    Map<String, Place> places = new HashMap<>();
    for (Promotion promotion : values()) {
      for (byte rank = 0; rank < promotion.keys.size(); rank++) {
        places.put(promotion.keys.get(rank), new Place(promotion, rank));
      }
    }
    return places;
  }
}
