package dev.millrace.otlp;

import com.google.protobuf.MessageLite;
import dev.millrace.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;

/**
 * A signal's export response that says what was not accepted.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#partial-success-1">OTLP specification,
 *     "Partial Success"</a>
 */
final class PartialSuccess {

  private PartialSuccess() {}

  static byte[] of(Signal signal, Encoding encoding, long rejected, String message) {
    return switch (encoding) {
      case PROTOBUF -> protobuf(signal, rejected, message).toByteArray();
      case JSON ->
          JsonBody.of(
              json -> {
                json.writeObjectFieldStart("partialSuccess");
                if (rejected > 0) {
                  json.writeStringField(rejectedName(signal), Long.toString(rejected));
                }
                json.writeStringField("errorMessage", message);
                json.writeEndObject();
              });
    };
  }

  private static String rejectedName(Signal signal) {
    return switch (signal) {
      case METRICS -> "rejectedDataPoints";
      case LOGS -> "rejectedLogRecords";
      case TRACES -> "rejectedSpans";
    };
  }

  private static MessageLite protobuf(Signal signal, long rejected, String message) {
    return switch (signal) {
      case METRICS ->
          ExportMetricsServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportMetricsPartialSuccess.newBuilder()
                      .setRejectedDataPoints(rejected)
                      .setErrorMessage(message))
              .build();
      case LOGS ->
          ExportLogsServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportLogsPartialSuccess.newBuilder()
                      .setRejectedLogRecords(rejected)
                      .setErrorMessage(message))
              .build();
      case TRACES ->
          ExportTraceServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportTracePartialSuccess.newBuilder()
                      .setRejectedSpans(rejected)
                      .setErrorMessage(message))
              .build();
    };
  }
}
