package dev.millrace.otlp;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What is odd about the times of an export's records.
 *
 * @param inOtherUnits how many are not in nanoseconds, by the unit they are in
 * @param tooOld how many lie so far back that they are kept, but not counted
 */
public record SentTimes(Map<TimeUnit, Integer> inOtherUnits, int tooOld) {

  /**
   * How many days before its arrival a record may be of: long enough for a year that is sent
   * afterwards; bounds how many days one export can touch.
   */
  public static final int HORIZON_DAYS = 400;

  public SentTimes {
    inOtherUnits = Map.copyOf(inOtherUnits);
  }

  /**
   * Looks through an export.
   *
   * @param received UTC day of arrival
   */
  public static SentTimes of(Export export, LocalDate received) {
    long horizon =
        TimeUnit.SECONDS.toNanos(
            received.minusDays(HORIZON_DAYS).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    Map<TimeUnit, Integer> units = new EnumMap<>(TimeUnit.class);
    int[] tooOld = {0};
    RecordTimes.each(
        export,
        (time, other) -> {
          SentTime.otherUnit(time).ifPresent(unit -> units.merge(unit, 1, Integer::sum));
          if (time > 0 && SentTime.nanoseconds(time) < horizon) {
            tooOld[0]++;
          }
        });
    return new SentTimes(units, tooOld[0]);
  }

  /** For the sender, in English; empty if nothing is odd. */
  public String remark() {
    List<String> remarks = new ArrayList<>();
    new TreeMap<>(inOtherUnits)
        .forEach(
            (unit, count) ->
                remarks.add(
                    "the times of %d records are in %s and were taken for that; OTLP has nanoseconds"
                        .formatted(count, unit.toString().toLowerCase(Locale.ROOT))));
    if (tooOld > 0) {
      remarks.add(
          "%d records lie more than %d days back: they are kept, but not counted"
              .formatted(tooOld, HORIZON_DAYS));
    }
    return String.join("; ", remarks);
  }
}
