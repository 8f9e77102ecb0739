package dev.millrace.lake;

import com.google.protobuf.MessageLite;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.List;

/**
 * A data point of any kind, with what all kinds have in common.
 *
 * @param point the OTLP message of the kind
 * @param startNs as sent; 0 is none
 * @param timeNs as sent; 0 is none
 * @param flags bits, as sent
 */
record MetricPoint(
    Metric metric,
    MessageLite point,
    long startNs,
    long timeNs,
    int flags,
    List<KeyValue> attributes,
    List<Exemplar> exemplars) {

  /** The points of a metric, in the order sent. */
  static List<MetricPoint> of(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE -> numbers(metric, metric.getGauge().getDataPointsList());
      case SUM -> numbers(metric, metric.getSum().getDataPointsList());
      case HISTOGRAM ->
          metric.getHistogram().getDataPointsList().stream().map(p -> of(metric, p)).toList();
      case EXPONENTIAL_HISTOGRAM ->
          metric.getExponentialHistogram().getDataPointsList().stream()
              .map(p -> of(metric, p))
              .toList();
      case SUMMARY ->
          metric.getSummary().getDataPointsList().stream().map(p -> of(metric, p)).toList();
      case DATA_NOT_SET -> List.of();
    };
  }

  /** The time that says which day the point belongs to; 0 is none. */
  long eventNs() {
    return timeNs == 0 ? startNs : timeNs;
  }

  private static List<MetricPoint> numbers(Metric metric, List<NumberDataPoint> points) {
    return points.stream().map(p -> of(metric, p)).toList();
  }

  private static MetricPoint of(Metric metric, NumberDataPoint point) {
    return new MetricPoint(
        metric,
        point,
        point.getStartTimeUnixNano(),
        point.getTimeUnixNano(),
        point.getFlags(),
        point.getAttributesList(),
        point.getExemplarsList());
  }

  private static MetricPoint of(Metric metric, HistogramDataPoint point) {
    return new MetricPoint(
        metric,
        point,
        point.getStartTimeUnixNano(),
        point.getTimeUnixNano(),
        point.getFlags(),
        point.getAttributesList(),
        point.getExemplarsList());
  }

  private static MetricPoint of(Metric metric, ExponentialHistogramDataPoint point) {
    return new MetricPoint(
        metric,
        point,
        point.getStartTimeUnixNano(),
        point.getTimeUnixNano(),
        point.getFlags(),
        point.getAttributesList(),
        point.getExemplarsList());
  }

  private static MetricPoint of(Metric metric, SummaryDataPoint point) {
    return new MetricPoint(
        metric,
        point,
        point.getStartTimeUnixNano(),
        point.getTimeUnixNano(),
        point.getFlags(),
        point.getAttributesList(),
        List.of());
  }
}
