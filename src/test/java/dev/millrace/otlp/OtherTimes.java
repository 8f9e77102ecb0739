package dev.millrace.otlp;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.function.LongUnaryOperator;

/** Exports as they are, but of other times. */
public final class OtherTimes {

  private OtherTimes() {}

  /** With every time that there is in it made another. */
  public static Export in(Export export, LongUnaryOperator time) {
    Message message = in((Message) export.message(), time);
    return switch (export.signal()) {
      case METRICS -> new Export.Metrics((ExportMetricsServiceRequest) message);
      case LOGS -> new Export.Logs((ExportLogsServiceRequest) message);
      case TRACES -> new Export.Traces((ExportTraceServiceRequest) message);
    };
  }

  private static Message in(Message message, LongUnaryOperator time) {
    Message.Builder builder = message.toBuilder();
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      if (field.getType() == FieldDescriptor.Type.FIXED64 && field.getName().contains("time")) {
        builder.setField(field, time.applyAsLong((long) message.getField(field)));
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && field.isRepeated()) {
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
          Message part = (Message) message.getRepeatedField(field, i);
          builder.setRepeatedField(field, i, in(part, time));
        }
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        builder.setField(field, in((Message) message.getField(field), time));
      }
    }
    return builder.build();
  }
}
