package dev.millrace.landing;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.function.Consumer;

/**
 * Shows every list of attributes in an export, whichever record it belongs to, and every log
 * record's body. {@link AttributeRewrite} changes the same.
 */
final class AttributeLists {

  private final Consumer<List<KeyValue>> look;
  private final Consumer<AnyValue> lookAtBody;

  private AttributeLists(Consumer<List<KeyValue>> look, Consumer<AnyValue> lookAtBody) {
    this.look = look;
    this.lookAtBody = lookAtBody;
  }

  static void forEach(Export export, Consumer<List<KeyValue>> look, Consumer<AnyValue> lookAtBody) {
    AttributeLists lists = new AttributeLists(look, lookAtBody);
    if (export instanceof Export.Metrics metrics) {
      lists.metrics(metrics.message());
    } else if (export instanceof Export.Logs logs) {
      lists.logs(logs.message());
    } else if (export instanceof Export.Traces traces) {
      lists.traces(traces.message());
    }
  }

  private void metrics(ExportMetricsServiceRequest message) {
    for (var resource : message.getResourceMetricsList()) {
      look.accept(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeMetricsList()) {
        look.accept(scope.getScope().getAttributesList());
        scope.getMetricsList().forEach(this::metric);
      }
    }
  }

  private void metric(Metric metric) {
    look.accept(metric.getMetadataList());
    for (var point : metric.getGauge().getDataPointsList()) {
      point(point.getAttributesList(), point.getExemplarsList());
    }
    for (var point : metric.getSum().getDataPointsList()) {
      point(point.getAttributesList(), point.getExemplarsList());
    }
    for (var point : metric.getHistogram().getDataPointsList()) {
      point(point.getAttributesList(), point.getExemplarsList());
    }
    for (var point : metric.getExponentialHistogram().getDataPointsList()) {
      point(point.getAttributesList(), point.getExemplarsList());
    }
    for (var point : metric.getSummary().getDataPointsList()) {
      look.accept(point.getAttributesList());
    }
  }

  private void point(List<KeyValue> attributes, List<Exemplar> exemplars) {
    look.accept(attributes);
    for (Exemplar exemplar : exemplars) {
      look.accept(exemplar.getFilteredAttributesList());
    }
  }

  private void logs(ExportLogsServiceRequest message) {
    for (var resource : message.getResourceLogsList()) {
      look.accept(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeLogsList()) {
        look.accept(scope.getScope().getAttributesList());
        for (var log : scope.getLogRecordsList()) {
          look.accept(log.getAttributesList());
          lookAtBody.accept(log.getBody());
        }
      }
    }
  }

  private void traces(ExportTraceServiceRequest message) {
    for (var resource : message.getResourceSpansList()) {
      look.accept(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeSpansList()) {
        look.accept(scope.getScope().getAttributesList());
        scope.getSpansList().forEach(this::span);
      }
    }
  }

  private void span(Span span) {
    look.accept(span.getAttributesList());
    for (var event : span.getEventsList()) {
      look.accept(event.getAttributesList());
    }
    for (var link : span.getLinksList()) {
      look.accept(link.getAttributesList());
    }
  }
}
