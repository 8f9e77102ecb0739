package dev.millrace.tools;

import dev.millrace.otlp.Export;
import dev.millrace.tools.Activity.Temporality;
import dev.millrace.tools.Point.Kind;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The points in an export of metrics, in its order: those of one metric at a time, for these are
 * never repetitions of one another.
 *
 * <p>Gauges and summaries do not add up and are left out, and so are points without a value.
 */
record Points(Sender sender, String metric, List<Point> points) {

  static void of(Export.Metrics export, Consumer<List<Point>> metrics) {
    for (ResourceMetrics resource : export.message().getResourceMetricsList()) {
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        Sender sender = Sender.of(resource.getResource(), scope.getScope());
        for (Metric metric : scope.getMetricsList()) {
          Points points = new Points(sender, metric.getName(), new ArrayList<>());
          points.give(metric);
          metrics.accept(points.points);
        }
      }
    }
  }

  private void give(Metric metric) {
    switch (metric.getDataCase()) {
      case SUM -> give(metric.getSum());
      case HISTOGRAM -> give(metric.getHistogram());
      case EXPONENTIAL_HISTOGRAM -> give(metric.getExponentialHistogram());
      case GAUGE, SUMMARY, DATA_NOT_SET -> {}
    }
  }

  private void give(Sum sum) {
    Temporality temporality = temporality(sum.getAggregationTemporality());
    for (NumberDataPoint point : sum.getDataPointsList()) {
      if (hasValue(point.getFlags())) {
        give(
            Kind.SUM,
            temporality,
            point.getStartTimeUnixNano(),
            point.getTimeUnixNano(),
            value(point),
            point.getAttributesList());
      }
    }
  }

  private void give(Histogram histogram) {
    Temporality temporality = temporality(histogram.getAggregationTemporality());
    histogram.getDataPointsList().stream()
        .filter(point -> point.hasSum() && hasValue(point.getFlags()))
        .forEach(
            point ->
                give(
                    Kind.HISTOGRAM,
                    temporality,
                    point.getStartTimeUnixNano(),
                    point.getTimeUnixNano(),
                    Quantity.of(point.getSum()),
                    point.getAttributesList()));
  }

  private void give(ExponentialHistogram histogram) {
    Temporality temporality = temporality(histogram.getAggregationTemporality());
    histogram.getDataPointsList().stream()
        .filter(point -> point.hasSum() && hasValue(point.getFlags()))
        .forEach(
            point ->
                give(
                    Kind.HISTOGRAM,
                    temporality,
                    point.getStartTimeUnixNano(),
                    point.getTimeUnixNano(),
                    Quantity.of(point.getSum()),
                    point.getAttributesList()));
  }

  private void give(
      Kind kind,
      Temporality temporality,
      long startNs,
      long timeNs,
      Optional<Quantity> value,
      List<KeyValue> attributes) {
    value
        .map(
            quantity ->
                new Point(
                    sender,
                    metric,
                    kind,
                    temporality,
                    startNs,
                    timeNs,
                    quantity,
                    Attributes.of(attributes)))
        .ifPresent(points::add);
  }

  private static Optional<Quantity> value(NumberDataPoint point) {
    return switch (point.getValueCase()) {
      case AS_INT -> Quantity.of(point.getAsInt());
      case AS_DOUBLE -> Quantity.of(point.getAsDouble());
      case VALUE_NOT_SET -> Optional.empty();
    };
  }

  private static boolean hasValue(int flags) {
    return (flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) == 0;
  }

  private static Temporality temporality(AggregationTemporality temporality) {
    return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE
        ? Temporality.CUMULATIVE
        : Temporality.DELTA;
  }
}
