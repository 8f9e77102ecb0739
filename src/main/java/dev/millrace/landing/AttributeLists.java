package dev.millrace.landing;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;

/**
 * Shows what in an export may hold content: every list of attributes, whichever record it belongs
 * to, every log record, for its body, and every span's status. {@link AttributeRewrite} changes the
 * same.
 */
final class AttributeLists {

  private final Viewer viewer;

  private AttributeLists(Viewer viewer) {
    this.viewer = viewer;
  }

  static void show(Export export, Viewer viewer) {
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
      viewer.attributes(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeMetricsList()) {
        viewer.attributes(scope.getScope().getAttributesList());
        scope.getMetricsList().forEach(this::metric);
      }
    }
  }

  private void metric(Metric metric) {
    viewer.attributes(metric.getMetadataList());
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
          viewer.attributes(point.getAttributesList());
        }
      }
      case DATA_NOT_SET -> {}
    }
  }

  private void number(NumberDataPoint point) {
    point(point.getAttributesList(), point.getExemplarsList());
  }

  private void point(List<KeyValue> attributes, List<Exemplar> exemplars) {
    viewer.attributes(attributes);
    for (Exemplar exemplar : exemplars) {
      viewer.attributes(exemplar.getFilteredAttributesList());
    }
  }

  private void logs(ExportLogsServiceRequest message) {
    for (var resource : message.getResourceLogsList()) {
      viewer.attributes(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeLogsList()) {
        viewer.attributes(scope.getScope().getAttributesList());
        for (var log : scope.getLogRecordsList()) {
          viewer.attributes(log.getAttributesList());
          viewer.log(log);
        }
      }
    }
  }

  private void traces(ExportTraceServiceRequest message) {
    for (var resource : message.getResourceSpansList()) {
      viewer.attributes(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeSpansList()) {
        viewer.attributes(scope.getScope().getAttributesList());
        scope.getSpansList().forEach(this::span);
      }
    }
  }

  private void span(Span span) {
    viewer.status(span.getStatus());
    viewer.attributes(span.getAttributesList());
    for (var event : span.getEventsList()) {
      viewer.attributes(event.getAttributesList());
    }
    for (var link : span.getLinksList()) {
      viewer.attributes(link.getAttributesList());
    }
  }

  /** Who looks. */
  interface Viewer {

    void attributes(List<KeyValue> attributes);

    /** Its attributes are shown besides. */
    void log(LogRecord log);

    void status(Status status);
  }
}
