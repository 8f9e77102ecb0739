package dev.millrace.lake;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.millrace.Signal;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The way from an export to one of its records, message by message as OTLP nests them: resource,
 * scope, for points their metric and its data, and the record itself.
 */
record SentMessages(List<Message> messages) {

  static Message empty(Signal signal) {
    return switch (signal) {
      case METRICS -> ExportMetricsServiceRequest.getDefaultInstance();
      case LOGS -> ExportLogsServiceRequest.getDefaultInstance();
      case TRACES -> ExportTraceServiceRequest.getDefaultInstance();
    };
  }

  static Export export(Message message) {
    if (message instanceof ExportMetricsServiceRequest metrics) {
      return new Export.Metrics(metrics);
    }
    return message instanceof ExportLogsServiceRequest logs
        ? new Export.Logs(logs)
        : new Export.Traces((ExportTraceServiceRequest) message);
  }

  /** The ways to all records of an export, in its order. */
  static List<SentMessages> of(Message export) {
    return below(new SentMessages(List.of()), export).toList();
  }

  private static Stream<SentMessages> below(SentMessages way, Message message) {
    List<FieldDescriptor> deeper =
        message.getDescriptorForType().getFields().stream()
            .filter(field -> leadsOn(message, field))
            .toList();
    SentMessages here = way.then(message);
    if (deeper.isEmpty()) {
      return message instanceof Metric ? Stream.empty() : Stream.of(here);
    }
    return deeper.stream().flatMap(field -> each(message, field)).flatMap(m -> below(here, m));
  }

  /** Whether records lie below the field. */
  static boolean leadsOn(Message message, FieldDescriptor field) {
    return field
            .getName()
            .matches(
                "resource_(metrics|logs|spans)|scope_(metrics|logs|spans)|metrics|log_records|spans"
                    + "|gauge|sum|histogram|exponential_histogram|summary|data_points")
        && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && (field.isRepeated() || message.hasField(field));
  }

  private static Stream<Message> each(Message message, FieldDescriptor field) {
    return field.isRepeated()
        ? ((List<?>) message.getField(field)).stream().map(Message.class::cast)
        : Stream.of((Message) message.getField(field));
  }

  private SentMessages then(Message message) {
    List<Message> longer = new ArrayList<>(messages);
    longer.add(message);
    return new SentMessages(longer);
  }
}
