package dev.millrace.usage;

import dev.millrace.OrgId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which usage is meant.
 *
 * @param from first day
 * @param to last day, inclusive
 * @param only what a row has to have to be part of it; empty for all of the organisation's
 */
public record UsageSelection(OrgId org, LocalDate from, LocalDate to, Map<Dimension, String> only) {

  public UsageSelection {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("from is after to: " + from + " and " + to);
    }
    Map<Dimension, String> ordered = new EnumMap<>(Dimension.class);
    ordered.putAll(only);
    only = Collections.unmodifiableMap(ordered);
  }

  /** All that the organisation used on some days. */
  public static UsageSelection all(OrgId org, LocalDate from, LocalDate to) {
    return new UsageSelection(org, from, to, Map.of());
  }

  /** How many days it spans. */
  public int days() {
    return Math.toIntExact(ChronoUnit.DAYS.between(from, to) + 1);
  }
}
