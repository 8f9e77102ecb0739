package dev.millrace.lake;

import dev.millrace.lake.Promotion.Place;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes, divided into those that have a column and the rest. */
final class PromotedAttributes {

  static final PromotedAttributes NONE =
      new PromotedAttributes(new @Nullable String[Promotion.COUNT], List.of());

  /** That of a resource's value, which is behind all of the record's own. */
  private static final byte NO_RANK = Byte.MAX_VALUE;

  /** By promotion: every row has one, and a map would take as long as all else about it. */
  private final @Nullable String[] values;

  private final List<KeyValue> rest;

  private PromotedAttributes(@Nullable String[] values, List<KeyValue> rest) {
    this.values = values;
    this.rest = rest;
  }

  /**
   * Divides a record's attributes.
   *
   * @param fallback those of the resource, for columns that the record gives no value for
   */
  static PromotedAttributes of(List<KeyValue> attributes, PromotedAttributes fallback) {
    @Nullable String[] values = fallback.values.clone();
    byte[] ranks = new byte[values.length];
    Arrays.fill(ranks, NO_RANK);
    List<KeyValue> rest = new ArrayList<>(attributes.size());
    for (int i = attributes.size() - 1; i >= 0; i--) {
      KeyValue attribute = attributes.get(i);
      Place place = Promotion.place(attribute);
      if (place != null && place.rank() < ranks[place.promotion().ordinal()]) {
        ranks[place.promotion().ordinal()] = place.rank();
        values[place.promotion().ordinal()] = attribute.getValue().getStringValue();
        if (place.rank() == 0) {
          continue;
        }
      }
      // Of a key sent twice the last is the column's and the first stays.
      rest.add(attribute);
    }
    Collections.reverse(rest);
    return new PromotedAttributes(values, rest);
  }

  /** The value of the column; null if there is none. */
  @Nullable String value(Promotion promotion) {
    return values[promotion.ordinal()];
  }

  /** What has no column, in the order in which it was sent. */
  List<KeyValue> rest() {
    return rest;
  }
}
