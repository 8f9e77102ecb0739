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
import java.util.Map;

/**
 * The members of the messages of metrics, as metrics.proto has them, down to the data points, which
 * are in {@link DataPointsJson}.
 */
final class MetricsJson {

  private static final Map<String, Integer> TEMPORALITIES =
      CommonJson.numbersByName(AggregationTemporality.values(), AggregationTemporality::getNumber);

  private static final JsonMessage<Gauge, Gauge.Builder> GAUGE =
      new JsonMessage<Gauge, Gauge.Builder>(Gauge::newBuilder, Gauge.Builder::build)
          .records(
              "dataPoints",
              DataPointsJson.NUMBER,
              Gauge::getDataPointsList,
              Gauge.Builder::clearDataPoints,
              Gauge.Builder::addDataPoints);

  private static final JsonMessage<Sum, Sum.Builder> SUM =
      new JsonMessage<Sum, Sum.Builder>(Sum::newBuilder, Sum.Builder::build)
          .records(
              "dataPoints",
              DataPointsJson.NUMBER,
              Sum::getDataPointsList,
              Sum.Builder::clearDataPoints,
              Sum.Builder::addDataPoints)
          .enumeration(
              "aggregationTemporality",
              TEMPORALITIES,
              Sum::getAggregationTemporalityValue,
              Sum.Builder::setAggregationTemporalityValue)
          .bool("isMonotonic", Sum::getIsMonotonic, Sum.Builder::setIsMonotonic);

  private static final JsonMessage<Histogram, Histogram.Builder> HISTOGRAM =
      new JsonMessage<Histogram, Histogram.Builder>(Histogram::newBuilder, Histogram.Builder::build)
          .records(
              "dataPoints",
              DataPointsJson.HISTOGRAM,
              Histogram::getDataPointsList,
              Histogram.Builder::clearDataPoints,
              Histogram.Builder::addDataPoints)
          .enumeration(
              "aggregationTemporality",
              TEMPORALITIES,
              Histogram::getAggregationTemporalityValue,
              Histogram.Builder::setAggregationTemporalityValue);

  private static final JsonMessage<ExponentialHistogram, ExponentialHistogram.Builder>
      EXPONENTIAL_HISTOGRAM =
          new JsonMessage<ExponentialHistogram, ExponentialHistogram.Builder>(
                  ExponentialHistogram::newBuilder, ExponentialHistogram.Builder::build)
              .records(
                  "dataPoints",
                  DataPointsJson.EXPONENTIAL_HISTOGRAM,
                  ExponentialHistogram::getDataPointsList,
                  ExponentialHistogram.Builder::clearDataPoints,
                  ExponentialHistogram.Builder::addDataPoints)
              .enumeration(
                  "aggregationTemporality",
                  TEMPORALITIES,
                  ExponentialHistogram::getAggregationTemporalityValue,
                  ExponentialHistogram.Builder::setAggregationTemporalityValue);

  private static final JsonMessage<Summary, Summary.Builder> SUMMARY =
      new JsonMessage<Summary, Summary.Builder>(Summary::newBuilder, Summary.Builder::build)
          .records(
              "dataPoints",
              DataPointsJson.SUMMARY,
              Summary::getDataPointsList,
              Summary.Builder::clearDataPoints,
              Summary.Builder::addDataPoints);

  private static final JsonMessage<Metric, Metric.Builder> METRIC =
      new JsonMessage<Metric, Metric.Builder>(Metric::newBuilder, Metric.Builder::build)
          .string("name", Metric::getName, Metric.Builder::setName)
          .string("description", Metric::getDescription, Metric.Builder::setDescription)
          .string("unit", Metric::getUnit, Metric.Builder::setUnit)
          .message("gauge", GAUGE, Metric::hasGauge, Metric::getGauge, Metric.Builder::setGauge)
          .message("sum", SUM, Metric::hasSum, Metric::getSum, Metric.Builder::setSum)
          .message(
              "histogram",
              HISTOGRAM,
              Metric::hasHistogram,
              Metric::getHistogram,
              Metric.Builder::setHistogram)
          .message(
              "exponentialHistogram",
              EXPONENTIAL_HISTOGRAM,
              Metric::hasExponentialHistogram,
              Metric::getExponentialHistogram,
              Metric.Builder::setExponentialHistogram)
          .message(
              "summary",
              SUMMARY,
              Metric::hasSummary,
              Metric::getSummary,
              Metric.Builder::setSummary)
          .messages(
              "metadata",
              AttributeJson.ATTRIBUTE,
              Metric::getMetadataList,
              Metric.Builder::clearMetadata,
              Metric.Builder::addMetadata);

  private static final JsonMessage<ScopeMetrics, ScopeMetrics.Builder> SCOPE_METRICS =
      new JsonMessage<ScopeMetrics, ScopeMetrics.Builder>(
              ScopeMetrics::newBuilder, ScopeMetrics.Builder::build)
          .message(
              "scope",
              CommonJson.SCOPE,
              ScopeMetrics::hasScope,
              ScopeMetrics::getScope,
              ScopeMetrics.Builder::setScope)
          .messages(
              "metrics",
              METRIC,
              ScopeMetrics::getMetricsList,
              ScopeMetrics.Builder::clearMetrics,
              ScopeMetrics.Builder::addMetrics)
          .string("schemaUrl", ScopeMetrics::getSchemaUrl, ScopeMetrics.Builder::setSchemaUrl);

  private static final JsonMessage<ResourceMetrics, ResourceMetrics.Builder> RESOURCE_METRICS =
      new JsonMessage<ResourceMetrics, ResourceMetrics.Builder>(
              ResourceMetrics::newBuilder, ResourceMetrics.Builder::build)
          .message(
              "resource",
              CommonJson.RESOURCE,
              ResourceMetrics::hasResource,
              ResourceMetrics::getResource,
              ResourceMetrics.Builder::setResource)
          .messages(
              "scopeMetrics",
              SCOPE_METRICS,
              ResourceMetrics::getScopeMetricsList,
              ResourceMetrics.Builder::clearScopeMetrics,
              ResourceMetrics.Builder::addScopeMetrics)
          .string(
              "schemaUrl", ResourceMetrics::getSchemaUrl, ResourceMetrics.Builder::setSchemaUrl);

  static final JsonMessage<ExportMetricsServiceRequest, ExportMetricsServiceRequest.Builder>
      REQUEST =
          new JsonMessage<ExportMetricsServiceRequest, ExportMetricsServiceRequest.Builder>(
                  ExportMetricsServiceRequest::newBuilder,
                  ExportMetricsServiceRequest.Builder::build)
              .messages(
                  "resourceMetrics",
                  RESOURCE_METRICS,
                  ExportMetricsServiceRequest::getResourceMetricsList,
                  ExportMetricsServiceRequest.Builder::clearResourceMetrics,
                  ExportMetricsServiceRequest.Builder::addResourceMetrics);

  private MetricsJson() {}
}
