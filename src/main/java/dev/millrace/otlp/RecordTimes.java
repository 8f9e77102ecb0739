package dev.millrace.otlp;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;

/** Takes the times of records as they were sent; 0 is none. */
interface RecordTimes {

  /**
   * Takes those of one record.
   *
   * @param time of a data point its time, of a log record its time or else when it was observed, of
   *     a span its end
   * @param other of a data point or a span its start, of a log record when it was observed
   */
  void take(long time, long other);

  /** Gives those of all records of an export. */
  static void each(Export export, RecordTimes times) {
    if (export instanceof Export.Metrics metrics) {
      metrics.message().getResourceMetricsList().stream()
          .flatMap(resource -> resource.getScopeMetricsList().stream())
          .flatMap(scope -> scope.getMetricsList().stream())
          .forEach(metric -> each(metric, times));
    } else if (export instanceof Export.Logs logs) {
      logs.message().getResourceLogsList().stream()
          .flatMap(resource -> resource.getScopeLogsList().stream())
          .flatMap(scope -> scope.getLogRecordsList().stream())
          .forEach(log -> times.take(time(log), log.getObservedTimeUnixNano()));
    } else if (export instanceof Export.Traces traces) {
      traces.message().getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(span -> each(span, times));
    }
  }

  private static void each(Span span, RecordTimes times) {
    times.take(span.getEndTimeUnixNano(), span.getStartTimeUnixNano());
  }

  private static long time(LogRecord log) {
    return log.getTimeUnixNano() == 0 ? log.getObservedTimeUnixNano() : log.getTimeUnixNano();
  }

  private static void each(Metric metric, RecordTimes times) {
    switch (metric.getDataCase()) {
      case GAUGE ->
          metric
              .getGauge()
              .getDataPointsList()
              .forEach(p -> times.take(p.getTimeUnixNano(), p.getStartTimeUnixNano()));
      case SUM ->
          metric
              .getSum()
              .getDataPointsList()
              .forEach(p -> times.take(p.getTimeUnixNano(), p.getStartTimeUnixNano()));
      case HISTOGRAM ->
          metric
              .getHistogram()
              .getDataPointsList()
              .forEach(p -> times.take(p.getTimeUnixNano(), p.getStartTimeUnixNano()));
      case EXPONENTIAL_HISTOGRAM ->
          metric
              .getExponentialHistogram()
              .getDataPointsList()
              .forEach(p -> times.take(p.getTimeUnixNano(), p.getStartTimeUnixNano()));
      case SUMMARY ->
          metric
              .getSummary()
              .getDataPointsList()
              .forEach(p -> times.take(p.getTimeUnixNano(), p.getStartTimeUnixNano()));
      case DATA_NOT_SET -> {}
    }
  }
}
