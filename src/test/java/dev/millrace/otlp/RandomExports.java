package dev.millrace.otlp;

import dev.millrace.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

/** Exports with random content in every field that OTLP has. */
public final class RandomExports {

  private RandomExports() {}

  public static Export of(Signal signal, long seed) {
    RandomMessages messages = new RandomMessages(seed);
    return switch (signal) {
      case METRICS ->
          new Export.Metrics(
              (ExportMetricsServiceRequest)
                  messages.like(ExportMetricsServiceRequest.getDefaultInstance()));
      case LOGS ->
          new Export.Logs(
              (ExportLogsServiceRequest)
                  messages.like(ExportLogsServiceRequest.getDefaultInstance()));
      case TRACES ->
          new Export.Traces(
              (ExportTraceServiceRequest)
                  messages.like(ExportTraceServiceRequest.getDefaultInstance()));
    };
  }
}
