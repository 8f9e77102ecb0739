package dev.millrace.landing;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Puts every list of attributes and every log record's body in an export through a change; they are
 * those of {@link AttributeLists}.
 */
final class AttributeRewrite {

  private final UnaryOperator<List<KeyValue>> change;

  private final UnaryOperator<AnyValue> changeOfBody;

  private AttributeRewrite(
      UnaryOperator<List<KeyValue>> change, UnaryOperator<AnyValue> changeOfBody) {
    this.change = change;
    this.changeOfBody = changeOfBody;
  }

  static Export of(
      Export export, UnaryOperator<List<KeyValue>> change, UnaryOperator<AnyValue> changeOfBody) {
    AttributeRewrite rewrite = new AttributeRewrite(change, changeOfBody);
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
    List<KeyValue> metadata = change.apply(metric.getMetadataList());
    metric.clearMetadata().addAllMetadata(metadata);
    switch (metric.getDataCase()) {
      case GAUGE -> metric.getGaugeBuilder().getDataPointsBuilderList().forEach(this::number);
      case SUM -> metric.getSumBuilder().getDataPointsBuilderList().forEach(this::number);
      case HISTOGRAM -> {
        for (var point : metric.getHistogramBuilder().getDataPointsBuilderList()) {
          List<KeyValue> attributes = change.apply(point.getAttributesList());
          point.clearAttributes().addAllAttributes(attributes);
          point.getExemplarsBuilderList().forEach(this::exemplar);
        }
      }
      case EXPONENTIAL_HISTOGRAM -> {
        for (var point : metric.getExponentialHistogramBuilder().getDataPointsBuilderList()) {
          List<KeyValue> attributes = change.apply(point.getAttributesList());
          point.clearAttributes().addAllAttributes(attributes);
          point.getExemplarsBuilderList().forEach(this::exemplar);
        }
      }
      case SUMMARY -> {
        for (var point : metric.getSummaryBuilder().getDataPointsBuilderList()) {
          List<KeyValue> attributes = change.apply(point.getAttributesList());
          point.clearAttributes().addAllAttributes(attributes);
        }
      }
      case DATA_NOT_SET -> {}
    }
  }

  private void number(io.opentelemetry.proto.metrics.v1.NumberDataPoint.Builder point) {
    List<KeyValue> attributes = change.apply(point.getAttributesList());
    point.clearAttributes().addAllAttributes(attributes);
    point.getExemplarsBuilderList().forEach(this::exemplar);
  }

  private void exemplar(Exemplar.Builder exemplar) {
    List<KeyValue> attributes = change.apply(exemplar.getFilteredAttributesList());
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
    List<KeyValue> attributes = change.apply(log.getAttributesList());
    log.clearAttributes().addAllAttributes(attributes);
    if (log.hasBody()) {
      log.setBody(changeOfBody.apply(log.getBody()));
    }
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
    List<KeyValue> attributes = change.apply(span.getAttributesList());
    span.clearAttributes().addAllAttributes(attributes);
    for (var event : span.getEventsBuilderList()) {
      List<KeyValue> ofEvent = change.apply(event.getAttributesList());
      event.clearAttributes().addAllAttributes(ofEvent);
    }
    for (var link : span.getLinksBuilderList()) {
      List<KeyValue> ofLink = change.apply(link.getAttributesList());
      link.clearAttributes().addAllAttributes(ofLink);
    }
  }

  private void resource(Resource.Builder resource) {
    List<KeyValue> attributes = change.apply(resource.getAttributesList());
    resource.clearAttributes().addAllAttributes(attributes);
  }

  private void scope(InstrumentationScope.Builder scope) {
    List<KeyValue> attributes = change.apply(scope.getAttributesList());
    scope.clearAttributes().addAllAttributes(attributes);
  }
}
