package dev.millrace.otlp;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.Map;

/** Makes nanoseconds of the times in an export, whichever unit they were sent in. */
public final class Nanoseconds {

  /** What every time is called in OTLP, or ends with. */
  private static final String TIME = "time_unix_nano";

  private Nanoseconds() {}

  /** The export with all its times in nanoseconds; itself if those of its records are. */
  public static Export of(Export export) {
    boolean[] others = {false};
    RecordTimes.each(export, (time, other) -> others[0] |= isOtherUnit(time) || isOtherUnit(other));
    if (!others[0]) {
      return export;
    }
    Message rewritten = rewritten((Message) export.message());
    return switch (export.signal()) {
      case METRICS -> new Export.Metrics((ExportMetricsServiceRequest) rewritten);
      case LOGS -> new Export.Logs((ExportLogsServiceRequest) rewritten);
      case TRACES -> new Export.Traces((ExportTraceServiceRequest) rewritten);
    };
  }

  private static boolean isOtherUnit(long time) {
    return SentTime.otherUnit(time).isPresent();
  }

  private static Message rewritten(Message message) {
    Message.Builder builder = message.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.getName().endsWith(TIME)) {
        builder.setField(field, SentTime.nanoseconds((long) entry.getValue()));
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        rewrite(builder, field, entry.getValue());
      }
    }
    return builder.build();
  }

  private static void rewrite(Message.Builder builder, FieldDescriptor field, Object value) {
    if (!field.isRepeated()) {
      builder.setField(field, rewritten((Message) value));
      return;
    }
    for (int i = 0; i < builder.getRepeatedFieldCount(field); i++) {
      builder.setRepeatedField(field, i, rewritten((Message) builder.getRepeatedField(field, i)));
    }
  }
}
