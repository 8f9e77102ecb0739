package dev.millrace.tools;

import dev.millrace.tools.Activity.Temporality;

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

  /** What kind of metric the point is of. */
  enum Kind {
    SUM,
    HISTOGRAM
  }

  /**
   * The hash of the stream of points that this one belongs to, whatever the attributes' order. A
   * point that says two things belongs to two.
   */
  long seriesId(Measure measure) {
    return new Fingerprint()
        .add(sender.id())
        .add(metric)
        .add(measure.toString())
        .add(temporality.code())
        .add(attributes)
        .value();
  }
}
