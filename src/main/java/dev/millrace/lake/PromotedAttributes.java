package dev.millrace.lake;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Attributes, divided into those that have a column and the rest.
 *
 * @param values of the columns; without a key where there is no value
 * @param rest in the order in which they were sent
 */
record PromotedAttributes(Map<Promotion, String> values, List<KeyValue> rest) {

  /**
   * Divides a record's attributes.
   *
   * @param fallback values of the resource, for columns that the record gives none for
   */
  static PromotedAttributes of(List<KeyValue> attributes, Map<Promotion, String> fallback) {
    Set<Promotion> taken = EnumSet.noneOf(Promotion.class);
    List<KeyValue> rest = new ArrayList<>(attributes.size());
    for (KeyValue attribute : attributes) {
      // Of a key sent twice the first is the column's and the second stays.
      if (Promotion.of(attribute).filter(taken::add).isEmpty()) {
        rest.add(attribute);
      }
    }
    return new PromotedAttributes(values(attributes, fallback), rest);
  }

  /** The columns' values among the attributes. */
  static Map<Promotion, String> values(List<KeyValue> attributes, Map<Promotion, String> fallback) {
    Map<Promotion, String> values = new EnumMap<>(Promotion.class);
    values.putAll(fallback);
    for (Promotion promotion : Promotion.values()) {
      String value = promotion.in(attributes);
      if (value != null) {
        values.put(promotion, value);
      }
    }
    return values;
  }

  @Nullable String value(Promotion promotion) {
    return values.get(promotion);
  }
}
