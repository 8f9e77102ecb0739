package dev.millrace.landing;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogRecordOrBuilder;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Optional;

/**
 * Puts what in an export may hold content through a change: the attributes that {@link
 * AttributeLists} shows, the bodies of log records, and spans' statuses.
 */
final class AttributeRewrite {

  private final Change change;

  private AttributeRewrite(Change change) {
    this.change = change;
  }

  static Export of(Export export, Change change) {
    AttributeRewrite rewrite = new AttributeRewrite(change);
    if (export instanceof Export.Metrics metrics) {
      return new Export.Metrics(rewrite.metrics(metrics.message()));
    }
    if (export instanceof Export.Logs logs) {
      return new Export.Logs(rewrite.logs(logs.message()));
    }
    return new Export.Traces(rewrite.traces(((Export.Traces) export).message()));
  }

  private ExportMetricsServiceRequest metrics(ExportMetricsServiceRequest message) {
    ExportMetricsServiceRequest.Builder builder = message.toBuilder();
    for (var resource : builder.getResourceMetricsBuilderList()) {
      if (resource.hasResource()) {
        resource(resource.getResourceBuilder());
      }
      for (var scope : resource.getScopeMetricsBuilderList()) {
        if (scope.hasScope()) {
          scope(scope.getScopeBuilder());
        }
        scope.getMetricsBuilderList().forEach(this::metric);
      }
    }
    return builder.build();
  }

  private void metric(Metric.Builder metric) {
    List<KeyValue> metadata = change.attributes(metric.getMetadataList());
    metric.clearMetadata().addAllMetadata(metadata);
    switch (metric.getDataCase()) {
      case GAUGE -> metric.getGaugeBuilder().getDataPointsBuilderList().forEach(this::number);
      case SUM -> metric.getSumBuilder().getDataPointsBuilderList().forEach(this::number);
      case HISTOGRAM -> {
        for (var point : metric.getHistogramBuilder().getDataPointsBuilderList()) {
          List<KeyValue> attributes = change.attributes(point.getAttributesList());
          point.clearAttributes().addAllAttributes(attributes);
          point.getExemplarsBuilderList().forEach(this::exemplar);
        }
      }
      case EXPONENTIAL_HISTOGRAM -> {
        for (var point : metric.getExponentialHistogramBuilder().getDataPointsBuilderList()) {
          List<KeyValue> attributes = change.attributes(point.getAttributesList());
          point.clearAttributes().addAllAttributes(attributes);
          point.getExemplarsBuilderList().forEach(this::exemplar);
        }
      }
      case SUMMARY -> {
        for (var point : metric.getSummaryBuilder().getDataPointsBuilderList()) {
          List<KeyValue> attributes = change.attributes(point.getAttributesList());
          point.clearAttributes().addAllAttributes(attributes);
        }
      }
      case DATA_NOT_SET -> {}
    }
  }

  private void number(io.opentelemetry.proto.metrics.v1.NumberDataPoint.Builder point) {
    List<KeyValue> attributes = change.attributes(point.getAttributesList());
    point.clearAttributes().addAllAttributes(attributes);
    point.getExemplarsBuilderList().forEach(this::exemplar);
  }

  private void exemplar(Exemplar.Builder exemplar) {
    List<KeyValue> attributes = change.attributes(exemplar.getFilteredAttributesList());
    exemplar.clearFilteredAttributes().addAllFilteredAttributes(attributes);
  }

  private ExportLogsServiceRequest logs(ExportLogsServiceRequest message) {
    ExportLogsServiceRequest.Builder builder = message.toBuilder();
    for (var resource : builder.getResourceLogsBuilderList()) {
      if (resource.hasResource()) {
        resource(resource.getResourceBuilder());
      }
      for (var scope : resource.getScopeLogsBuilderList()) {
        if (scope.hasScope()) {
          scope(scope.getScopeBuilder());
        }
        scope.getLogRecordsBuilderList().forEach(this::log);
      }
    }
    return builder.build();
  }

  private void log(LogRecord.Builder log) {
    Optional<AnyValue> body = change.body(log);
    List<KeyValue> attributes = change.attributes(log.getAttributesList());
    log.clearAttributes().addAllAttributes(attributes);
    body.ifPresentOrElse(log::setBody, log::clearBody);
  }

  private ExportTraceServiceRequest traces(ExportTraceServiceRequest message) {
    ExportTraceServiceRequest.Builder builder = message.toBuilder();
    for (var resource : builder.getResourceSpansBuilderList()) {
      if (resource.hasResource()) {
        resource(resource.getResourceBuilder());
      }
      for (var scope : resource.getScopeSpansBuilderList()) {
        if (scope.hasScope()) {
          scope(scope.getScopeBuilder());
        }
        scope.getSpansBuilderList().forEach(this::span);
      }
    }
    return builder.build();
  }

  private void span(Span.Builder span) {
    if (span.hasStatus()) {
      change.status(span.getStatusBuilder());
    }
    List<KeyValue> attributes = change.attributes(span.getAttributesList());
    span.clearAttributes().addAllAttributes(attributes);
    for (var event : span.getEventsBuilderList()) {
      List<KeyValue> ofEvent = change.attributes(event.getAttributesList());
      event.clearAttributes().addAllAttributes(ofEvent);
    }
    for (var link : span.getLinksBuilderList()) {
      List<KeyValue> ofLink = change.attributes(link.getAttributesList());
      link.clearAttributes().addAllAttributes(ofLink);
    }
  }

  private void resource(Resource.Builder resource) {
    List<KeyValue> attributes = change.attributes(resource.getAttributesList());
    resource.clearAttributes().addAllAttributes(attributes);
  }

  private void scope(InstrumentationScope.Builder scope) {
    List<KeyValue> attributes = change.attributes(scope.getAttributesList());
    scope.clearAttributes().addAllAttributes(attributes);
  }

  /** What becomes of each. */
  interface Change {

    List<KeyValue> attributes(List<KeyValue> attributes);

    /** The body the log record shall have; asked before its attributes are changed. */
    Optional<AnyValue> body(LogRecordOrBuilder log);

    void status(Status.Builder status);
  }
}
