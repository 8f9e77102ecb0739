package dev.millrace.landing;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.EntityRef;
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
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Puts what in an export may hold content through a change: every list of attributes, the bodies of
 * log records, and the {@link LandedText}s.
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
      text(LandedText.SCHEMA_URL, resource.getSchemaUrl(), resource::setSchemaUrl);
      if (resource.hasResource()) {
        resource(resource.getResourceBuilder());
      }
      for (var scope : resource.getScopeMetricsBuilderList()) {
        text(LandedText.SCHEMA_URL, scope.getSchemaUrl(), scope::setSchemaUrl);
        if (scope.hasScope()) {
          scope(scope.getScopeBuilder());
        }
        scope.getMetricsBuilderList().forEach(this::metric);
      }
    }
    return builder.build();
  }

  private void metric(Metric.Builder metric) {
    text(LandedText.METRIC_NAME, metric.getName(), metric::setName);
    text(LandedText.METRIC_DESCRIPTION, metric.getDescription(), metric::setDescription);
    text(LandedText.METRIC_UNIT, metric.getUnit(), metric::setUnit);
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
      text(LandedText.SCHEMA_URL, resource.getSchemaUrl(), resource::setSchemaUrl);
      if (resource.hasResource()) {
        resource(resource.getResourceBuilder());
      }
      for (var scope : resource.getScopeLogsBuilderList()) {
        text(LandedText.SCHEMA_URL, scope.getSchemaUrl(), scope::setSchemaUrl);
        if (scope.hasScope()) {
          scope(scope.getScopeBuilder());
        }
        scope.getLogRecordsBuilderList().forEach(this::log);
      }
    }
    return builder.build();
  }

  private void log(LogRecord.Builder log) {
    // Of a body is asked by the name that the event was sent with.
    Optional<AnyValue> body = change.body(log);
    List<KeyValue> attributes = change.attributes(log.getAttributesList());
    log.clearAttributes().addAllAttributes(attributes);
    body.ifPresentOrElse(log::setBody, log::clearBody);
    text(LandedText.LOG_EVENT_NAME, log.getEventName(), log::setEventName);
    text(LandedText.LOG_SEVERITY, log.getSeverityText(), log::setSeverityText);
  }

  private ExportTraceServiceRequest traces(ExportTraceServiceRequest message) {
    ExportTraceServiceRequest.Builder builder = message.toBuilder();
    for (var resource : builder.getResourceSpansBuilderList()) {
      text(LandedText.SCHEMA_URL, resource.getSchemaUrl(), resource::setSchemaUrl);
      if (resource.hasResource()) {
        resource(resource.getResourceBuilder());
      }
      for (var scope : resource.getScopeSpansBuilderList()) {
        text(LandedText.SCHEMA_URL, scope.getSchemaUrl(), scope::setSchemaUrl);
        if (scope.hasScope()) {
          scope(scope.getScopeBuilder());
        }
        scope.getSpansBuilderList().forEach(this::span);
      }
    }
    return builder.build();
  }

  private void span(Span.Builder span) {
    text(LandedText.SPAN_NAME, span.getName(), span::setName);
    text(LandedText.SPAN_TRACE_STATE, span.getTraceState(), span::setTraceState);
    if (span.hasStatus()) {
      Status.Builder status = span.getStatusBuilder();
      text(LandedText.SPAN_STATUS, status.getMessage(), status::setMessage);
    }
    List<KeyValue> attributes = change.attributes(span.getAttributesList());
    span.clearAttributes().addAllAttributes(attributes);
    for (var event : span.getEventsBuilderList()) {
      text(LandedText.SPAN_EVENT_NAME, event.getName(), event::setName);
      List<KeyValue> ofEvent = change.attributes(event.getAttributesList());
      event.clearAttributes().addAllAttributes(ofEvent);
    }
    for (var link : span.getLinksBuilderList()) {
      text(LandedText.SPAN_TRACE_STATE, link.getTraceState(), link::setTraceState);
      List<KeyValue> ofLink = change.attributes(link.getAttributesList());
      link.clearAttributes().addAllAttributes(ofLink);
    }
  }

  private void resource(Resource.Builder resource) {
    List<KeyValue> attributes = change.ofResource(resource.getAttributesList());
    resource.clearAttributes().addAllAttributes(attributes);
    if (resource.getEntityRefsCount() > 0) {
      List<EntityRef> kept = resource.getEntityRefsList().stream().filter(this::isKept).toList();
      resource.clearEntityRefs().addAllEntityRefs(kept);
    }
  }

  /** An entity is told by its type and keys of the resource. */
  private boolean isKept(EntityRef entity) {
    return Stream.of(
            Stream.of(entity.getSchemaUrl(), entity.getType()),
            entity.getIdKeysList().stream(),
            entity.getDescriptionKeysList().stream())
        .flatMap(texts -> texts)
        .allMatch(text -> text.isEmpty() || change.text(LandedText.ENTITY, text).equals(text));
  }

  private void scope(InstrumentationScope.Builder scope) {
    text(LandedText.SCOPE_NAME, scope.getName(), scope::setName);
    text(LandedText.SCOPE_VERSION, scope.getVersion(), scope::setVersion);
    List<KeyValue> attributes = change.attributes(scope.getAttributesList());
    scope.clearAttributes().addAllAttributes(attributes);
  }

  private void text(LandedText kind, String sent, Consumer<String> into) {
    if (!sent.isEmpty()) {
      String left = change.text(kind, sent);
      if (!left.equals(sent)) {
        into.accept(left);
      }
    }
  }

  /** What becomes of each. */
  interface Change {

    /** The attributes that a resource shall have. */
    List<KeyValue> ofResource(List<KeyValue> attributes);

    /** Likewise whatever else has some. */
    List<KeyValue> attributes(List<KeyValue> attributes);

    /** The body the log record shall have; asked before its attributes are changed. */
    Optional<AnyValue> body(LogRecordOrBuilder log);

    /** A text that is not empty, or what shall stand in its place. */
    String text(LandedText kind, String text);
  }
}
