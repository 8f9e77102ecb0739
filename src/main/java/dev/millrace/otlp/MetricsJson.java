package dev.millrace.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import java.io.IOException;
import java.util.Map;

/**
 * The messages of metrics, as metrics.proto has them, down to the data points, which are in {@link
 * DataPointsJson}.
 */
final class MetricsJson {

  private static final Map<String, Integer> TEMPORALITIES =
      CommonJson.numbersByName(AggregationTemporality.values(), AggregationTemporality::getNumber);

  private MetricsJson() {}

  static ExportMetricsServiceRequest request(JsonInput in) throws IOException {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "resourceMetrics", "resource_metrics" ->
            in.each(
                MetricsJson::resourceMetrics, request.clearResourceMetrics()::addResourceMetrics);
        default -> in.skip();
      }
    }
    return request.build();
  }

  private static ResourceMetrics resourceMetrics(JsonInput in) throws IOException {
    ResourceMetrics.Builder resourceMetrics = ResourceMetrics.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "resource" -> resourceMetrics.setResource(CommonJson.resource(in));
        case "scopeMetrics", "scope_metrics" ->
            in.each(
                MetricsJson::scopeMetrics, resourceMetrics.clearScopeMetrics()::addScopeMetrics);
        case "schemaUrl", "schema_url" -> resourceMetrics.setSchemaUrl(in.string());
        default -> in.skip();
      }
    }
    return resourceMetrics.build();
  }

  private static ScopeMetrics scopeMetrics(JsonInput in) throws IOException {
    ScopeMetrics.Builder scopeMetrics = ScopeMetrics.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "scope" -> scopeMetrics.setScope(CommonJson.scope(in));
        case "metrics" -> in.each(MetricsJson::metric, scopeMetrics.clearMetrics()::addMetrics);
        case "schemaUrl", "schema_url" -> scopeMetrics.setSchemaUrl(in.string());
        default -> in.skip();
      }
    }
    return scopeMetrics.build();
  }

  private static Metric metric(JsonInput in) throws IOException {
    Metric.Builder metric = Metric.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "name" -> metric.setName(in.string());
        case "description" -> metric.setDescription(in.string());
        case "unit" -> metric.setUnit(in.string());
        case "gauge" -> metric.setGauge(gauge(in));
        case "sum" -> metric.setSum(sum(in));
        case "histogram" -> metric.setHistogram(histogram(in));
        case "exponentialHistogram", "exponential_histogram" ->
            metric.setExponentialHistogram(exponentialHistogram(in));
        case "summary" -> metric.setSummary(summary(in));
        case "metadata" -> AttributeJson.each(in, metric.clearMetadata()::addMetadata);
        default -> in.skip();
      }
    }
    return metric.build();
  }

  private static Gauge gauge(JsonInput in) throws IOException {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "dataPoints", "data_points" ->
            in.records(DataPointsJson::number, gauge.clearDataPoints()::addDataPoints);
        default -> in.skip();
      }
    }
    return gauge.build();
  }

  private static Sum sum(JsonInput in) throws IOException {
    Sum.Builder sum = Sum.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "dataPoints", "data_points" ->
            in.records(DataPointsJson::number, sum.clearDataPoints()::addDataPoints);
        case "aggregationTemporality", "aggregation_temporality" ->
            sum.setAggregationTemporalityValue(in.enumNumber(TEMPORALITIES));
        case "isMonotonic", "is_monotonic" -> sum.setIsMonotonic(in.bool());
        default -> in.skip();
      }
    }
    return sum.build();
  }

  private static Histogram histogram(JsonInput in) throws IOException {
    Histogram.Builder histogram = Histogram.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "dataPoints", "data_points" ->
            in.records(DataPointsJson::histogram, histogram.clearDataPoints()::addDataPoints);
        case "aggregationTemporality", "aggregation_temporality" ->
            histogram.setAggregationTemporalityValue(in.enumNumber(TEMPORALITIES));
        default -> in.skip();
      }
    }
    return histogram.build();
  }

  private static ExponentialHistogram exponentialHistogram(JsonInput in) throws IOException {
    ExponentialHistogram.Builder exponentialHistogram = ExponentialHistogram.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "dataPoints", "data_points" ->
            in.records(
                DataPointsJson::exponentialHistogram,
                exponentialHistogram.clearDataPoints()::addDataPoints);
        case "aggregationTemporality", "aggregation_temporality" ->
            exponentialHistogram.setAggregationTemporalityValue(in.enumNumber(TEMPORALITIES));
        default -> in.skip();
      }
    }
    return exponentialHistogram.build();
  }

  private static Summary summary(JsonInput in) throws IOException {
    Summary.Builder summary = Summary.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "dataPoints", "data_points" ->
            in.records(DataPointsJson::summary, summary.clearDataPoints()::addDataPoints);
        default -> in.skip();
      }
    }
    return summary.build();
  }
}
