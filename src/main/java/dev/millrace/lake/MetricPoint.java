package dev.millrace.lake;

import static dev.millrace.lake.RecordIterator.each;

import com.google.protobuf.MessageLite;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.Collections;
import java.util.Iterator;
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

  /** The points of a metric, in the order sent, each made when it is asked for. */
  static Iterator<MetricPoint> of(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE -> each(metric.getGauge().getDataPointsList(), p -> of(metric, p));
      case SUM -> each(metric.getSum().getDataPointsList(), p -> of(metric, p));
      case HISTOGRAM -> each(metric.getHistogram().getDataPointsList(), p -> of(metric, p));
      case EXPONENTIAL_HISTOGRAM ->
          each(metric.getExponentialHistogram().getDataPointsList(), p -> of(metric, p));
      case SUMMARY -> each(metric.getSummary().getDataPointsList(), p -> of(metric, p));
      case DATA_NOT_SET -> Collections.emptyIterator();
    };
  }

  /** As protobuf, with what each point's row repeats of the metric. */
  long bytes() {
    return point.getSerializedSize()
        + metric.getName().length()
        + metric.getDescription().length()
        + metric.getUnit().length()
        + metric.getMetadataList().stream().mapToLong(KeyValue::getSerializedSize).sum();
  }

  /** The time that says which day the point belongs to; 0 is none. */
  long eventNs() {
    return timeNs == 0 ? startNs : timeNs;
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
