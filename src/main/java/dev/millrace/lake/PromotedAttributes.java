package dev.millrace.lake;

import dev.millrace.lake.Promotion.Place;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    Map<Promotion, Integer> ranks = new EnumMap<>(Promotion.class);
    Map<Promotion, String> values = new EnumMap<>(Promotion.class);
    values.putAll(fallback);
    List<KeyValue> rest = new ArrayList<>(attributes.size());
    for (KeyValue attribute : attributes) {
      Place place = Promotion.place(attribute);
      if (place != null && place.rank() < rank(ranks, place.promotion())) {
        ranks.put(place.promotion(), place.rank());
        values.put(place.promotion(), attribute.getValue().getStringValue());
        if (place.rank() == 0) {
          continue;
        }
      }
      // Of a key sent twice the first is the column's and the second stays.
      rest.add(attribute);
    }
    return new PromotedAttributes(values, rest);
  }

  /** That of the value so far; a fallback's is behind all. */
  private static int rank(Map<Promotion, Integer> ranks, Promotion promotion) {
    return ranks.getOrDefault(promotion, Integer.MAX_VALUE);
  }

  @Nullable String value(Promotion promotion) {
    return values.get(promotion);
  }
}
