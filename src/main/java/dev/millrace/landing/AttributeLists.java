package dev.millrace.landing;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.function.Consumer;

/**
 * Shows every list of attributes in an export, whichever record it belongs to. {@link
 * AttributeRewrite} changes the same.
 */
final class AttributeLists {

  private final Consumer<List<KeyValue>> viewer;

  private AttributeLists(Consumer<List<KeyValue>> viewer) {
    this.viewer = viewer;
  }

  static void show(Export export, Consumer<List<KeyValue>> viewer) {
    AttributeLists lists = new AttributeLists(viewer);
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
      viewer.accept(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeMetricsList()) {
        viewer.accept(scope.getScope().getAttributesList());
        scope.getMetricsList().forEach(this::metric);
      }
    }
  }

  private void metric(Metric metric) {
    viewer.accept(metric.getMetadataList());
    switch (metric.getDataCase()) {
      case GAUGE -> metric.getGauge().getDataPointsList().forEach(this::number);
      case SUM -> metric.getSum().getDataPointsList().forEach(this::number);
      case HISTOGRAM -> {
        for (var point : metric.getHistogram().getDataPointsList()) {
          point(point.getAttributesList(), point.getExemplarsList());
        }
      }
      case EXPONENTIAL_HISTOGRAM -> {
        for (var point : metric.getExponentialHistogram().getDataPointsList()) {
          point(point.getAttributesList(), point.getExemplarsList());
        }
      }
      case SUMMARY -> {
        for (var point : metric.getSummary().getDataPointsList()) {
          viewer.accept(point.getAttributesList());
        }
      }
      case DATA_NOT_SET -> {}
    }
  }

  private void number(NumberDataPoint point) {
    point(point.getAttributesList(), point.getExemplarsList());
  }

  private void point(List<KeyValue> attributes, List<Exemplar> exemplars) {
    viewer.accept(attributes);
    for (Exemplar exemplar : exemplars) {
      viewer.accept(exemplar.getFilteredAttributesList());
    }
  }

  private void logs(ExportLogsServiceRequest message) {
    for (var resource : message.getResourceLogsList()) {
      viewer.accept(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeLogsList()) {
        viewer.accept(scope.getScope().getAttributesList());
        for (var log : scope.getLogRecordsList()) {
          viewer.accept(log.getAttributesList());
        }
      }
    }
  }

  private void traces(ExportTraceServiceRequest message) {
    for (var resource : message.getResourceSpansList()) {
      viewer.accept(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeSpansList()) {
        viewer.accept(scope.getScope().getAttributesList());
        scope.getSpansList().forEach(this::span);
      }
    }
  }

  private void span(Span span) {
    viewer.accept(span.getAttributesList());
    for (var event : span.getEventsList()) {
      viewer.accept(event.getAttributesList());
    }
    for (var link : span.getLinksList()) {
      viewer.accept(link.getAttributesList());
    }
  }
}
