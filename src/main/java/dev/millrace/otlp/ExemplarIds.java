package dev.millrace.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.List;

/** Unsets those ids of exemplars whose length no id has. */
final class ExemplarIds {

  private final Oddities oddities;

  /** Counts what it unsets. */
  ExemplarIds(Oddities oddities) {
    this.oddities = oddities;
  }

  ExportMetricsServiceRequest without(ExportMetricsServiceRequest request) {
    ExportMetricsServiceRequest.Builder kept = request.toBuilder();
    kept.getResourceMetricsBuilderList().stream()
        .flatMap(resource -> resource.getScopeMetricsBuilderList().stream())
        .flatMap(scope -> scope.getMetricsBuilderList().stream())
        .forEach(this::clear);
    return kept.build();
  }

  private void clear(Metric.Builder metric) {
    switch (metric.getDataCase()) {
      case GAUGE ->
          metric
              .getGaugeBuilder()
              .getDataPointsBuilderList()
              .forEach(point -> clear(point.getExemplarsBuilderList()));
      case SUM ->
          metric
              .getSumBuilder()
              .getDataPointsBuilderList()
              .forEach(point -> clear(point.getExemplarsBuilderList()));
      case HISTOGRAM ->
          metric
              .getHistogramBuilder()
              .getDataPointsBuilderList()
              .forEach(point -> clear(point.getExemplarsBuilderList()));
      case EXPONENTIAL_HISTOGRAM ->
          metric
              .getExponentialHistogramBuilder()
              .getDataPointsBuilderList()
              .forEach(point -> clear(point.getExemplarsBuilderList()));
      case SUMMARY, DATA_NOT_SET -> {}
    }
  }

  private void clear(List<Exemplar.Builder> exemplars) {
    for (Exemplar.Builder exemplar : exemplars) {
      if (!IdSieve.isTraceId(exemplar.getTraceId())) {
        exemplar.clearTraceId();
        oddities.droppedId();
      }
      if (!IdSieve.isSpanId(exemplar.getSpanId())) {
        exemplar.clearSpanId();
        oddities.droppedId();
      }
    }
  }
}
