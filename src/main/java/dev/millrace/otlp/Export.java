package dev.millrace.otlp;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import dev.millrace.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.Optional;

/** One decoded OTLP export request. */
public sealed interface Export {

  Signal signal();

  /** The OTLP message; {@code toByteArray()} of it is the export as protobuf. */
  MessageLite message();

  /** How many data points, log records or spans it holds. */
  int items();

  /** The program that made it, by the first resource that says so; empty if none does. */
  Optional<Service> service();

  /**
   * Decodes a protobuf body.
   *
   * @throws OtlpException if it is not the signal's export request
   */
  static Export parse(Signal signal, byte[] protobuf) {
    try {
      return switch (signal) {
        case METRICS -> new Metrics(ExportMetricsServiceRequest.parseFrom(protobuf));
        case LOGS -> new Logs(ExportLogsServiceRequest.parseFrom(protobuf));
        case TRACES -> new Traces(ExportTraceServiceRequest.parseFrom(protobuf));
      };
    } catch (InvalidProtocolBufferException e) {
      throw OtlpException.undecodable(
          "",
          "the body is not a protobuf export request for "
              + signal
              + "; check that the exporter's protocol is http/protobuf and its path /v1/"
              + signal);
    }
  }

  /** The export without fields that OTLP does not have; the same if it has none. */
  default Export withoutUnknownFields() {
    try {
      byte[] bytes = message().toByteArray();
      Message message = (Message) message();
      Message known = DiscardUnknownFieldsParser.wrap(message.getParserForType()).parseFrom(bytes);
      return known.getSerializedSize() == bytes.length
          ? this
          : parse(signal(), known.toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what was parsed can be parsed again", e);
    }
  }

  /** An export of metrics; its items are data points. */
  record Metrics(ExportMetricsServiceRequest message) implements Export {

    @Override
    public Signal signal() {
      return Signal.METRICS;
    }

    @Override
    public int items() {
      return message.getResourceMetricsList().stream()
          .flatMap(resource -> resource.getScopeMetricsList().stream())
          .flatMap(scope -> scope.getMetricsList().stream())
          .mapToInt(Metrics::points)
          .sum();
    }

    @Override
    public Optional<Service> service() {
      return message.getResourceMetricsList().stream()
          .flatMap(sent -> Service.of(sent.getResource()).stream())
          .findFirst();
    }

    private static int points(Metric metric) {
      return switch (metric.getDataCase()) {
        case GAUGE -> metric.getGauge().getDataPointsCount();
        case SUM -> metric.getSum().getDataPointsCount();
        case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
        case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
        case SUMMARY -> metric.getSummary().getDataPointsCount();
        case DATA_NOT_SET -> 0;
      };
    }
  }

  /** An export of log records. */
  record Logs(ExportLogsServiceRequest message) implements Export {

    @Override
    public Signal signal() {
      return Signal.LOGS;
    }

    @Override
    public int items() {
      return message.getResourceLogsList().stream()
          .flatMap(resource -> resource.getScopeLogsList().stream())
          .mapToInt(scope -> scope.getLogRecordsCount())
          .sum();
    }

    @Override
    public Optional<Service> service() {
      return message.getResourceLogsList().stream()
          .flatMap(sent -> Service.of(sent.getResource()).stream())
          .findFirst();
    }
  }

  /** An export of spans. */
  record Traces(ExportTraceServiceRequest message) implements Export {

    @Override
    public Signal signal() {
      return Signal.TRACES;
    }

    @Override
    public int items() {
      return message.getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .mapToInt(scope -> scope.getSpansCount())
          .sum();
    }

    @Override
    public Optional<Service> service() {
      return message.getResourceSpansList().stream()
          .flatMap(sent -> Service.of(sent.getResource()).stream())
          .findFirst();
    }
  }
}
