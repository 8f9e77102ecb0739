package dev.millrace.tools;

import dev.millrace.tools.Activity.Temporality;
import java.util.concurrent.TimeUnit;

/**
 * One data point that adds up: of a sum its value, of a histogram the sum of what it recorded.
 *
 * @param temporality delta where the sender says nothing, which is what most AI tools send
 * @param startNs nanoseconds since the epoch; 0 if the sender gave none
 * @param timeNs nanoseconds since the epoch; 0 if the sender gave none
 * @see <a href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/">OpenTelemetry,
 *     "Metrics Data Model"</a>
 */
record Point(
    Sender sender,
    String metric,
    Kind kind,
    Temporality temporality,
    long startNs,
    long timeNs,
    Quantity value,
    Attributes attributes)
    implements Telemetry {

  /** Midnights of all time zones are on one, and so are the changes to and from summer time. */
  private static final long QUARTER_HOUR_NS = TimeUnit.MINUTES.toNanos(15);

  private static final int QUARTER_HOURS_OF_A_DAY = 96;

  /** What kind of metric the point is of. */
  enum Kind {
    SUM,
    HISTOGRAM
  }

  /**
   * Whether a midnight of some time zone may lie in its interval, which is no longer than a day.
   */
  boolean mayHoldMidnight() {
    long crossed = quarterHour(timeNs) - quarterHour(startNs);
    return crossed > 0 && crossed <= QUARTER_HOURS_OF_A_DAY;
  }

  private static long quarterHour(long ns) {
    return Math.floorDiv(ns, QUARTER_HOUR_NS);
  }
}
