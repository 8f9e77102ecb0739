package dev.millrace.otlp;

import dev.millrace.Signal;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;

/** Single records, read by an {@link OtlpJsonReader} from within the export request around them. */
final class JsonSamples {

  private JsonSamples() {}

  static Export read(Signal signal, String json) {
    return new OtlpJsonReader().read(signal, json.getBytes(StandardCharsets.UTF_8));
  }

  static LogRecord record(String json) {
    Export.Logs logs = (Export.Logs) read(Signal.LOGS, logsBody(json));
    return logs.message().getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
  }

  static String logsBody(String record) {
    return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + record + "]}]}]}";
  }

  static AnyValue body(String json) {
    return record("{\"body\":" + json + "}").getBody();
  }

  static Metric metric(String json) {
    String body = "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[" + json + "]}]}]}";
    Export.Metrics metrics = (Export.Metrics) read(Signal.METRICS, body);
    return metrics.message().getResourceMetrics(0).getScopeMetrics(0).getMetrics(0);
  }

  static Span span(String json) {
    String body = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + json + "]}]}]}";
    Export.Traces traces = (Export.Traces) read(Signal.TRACES, body);
    return traces.message().getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }
}
