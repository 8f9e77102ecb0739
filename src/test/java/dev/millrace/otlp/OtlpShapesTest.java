package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.millrace.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of OTLP's fields is what the generated classes have, field by field. */
class OtlpShapesTest {

  private static final int PAST_THE_LAST = 40;

  @ParameterizedTest
  @EnumSource
  void namesEveryFieldOfEveryMessage(Signal signal) {
    Descriptor request =
        switch (signal) {
          case METRICS -> ExportMetricsServiceRequest.getDescriptor();
          case LOGS -> ExportLogsServiceRequest.getDescriptor();
          case TRACES -> ExportTraceServiceRequest.getDescriptor();
        };

    compare(OtlpShapes.request(signal), request, new HashSet<>());
  }

  @Test
  void knowsNoFieldThatIsFarOff() {
    assertThat(OtlpShapes.request(Signal.LOGS).kind(1 << 28)).isEqualTo(FieldKind.UNKNOWN);
  }

  private static void compare(MessageShape shape, Descriptor message, Set<Descriptor> seen) {
    if (!seen.add(message)) {
      return;
    }
    for (int number = 0; number < PAST_THE_LAST; number++) {
      FieldDescriptor field = message.findFieldByNumber(number);
      assertThat(shape.kind(number))
          .as("field %d of %s", number, message.getFullName())
          .isEqualTo(field == null ? FieldKind.UNKNOWN : kind(field));
      if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        compare(shape.message(number), field.getMessageType(), seen);
      }
    }
  }

  /** A scope's is what its program says of itself. */
  private static FieldKind name(FieldDescriptor field) {
    return field.getFullName().endsWith("InstrumentationScope.name")
        ? FieldKind.DESCRIPTION
        : FieldKind.NAME;
  }

  private static FieldKind kind(FieldDescriptor field) {
    return switch (field.getType()) {
      case MESSAGE -> field.getName().equals("body") ? FieldKind.BODY : FieldKind.MESSAGE;
      case STRING ->
          switch (field.getName()) {
            case "key" -> FieldKind.KEY;
            case "message" -> FieldKind.STATUS_MESSAGE;
            case "description" -> FieldKind.DESCRIPTION;
            case "string_value" -> FieldKind.STRING;
            default -> field.isRepeated() ? FieldKind.STRINGS : name(field);
          };
      case BYTES ->
          field.getName().equals("trace_id")
              ? FieldKind.TRACE_ID
              : field.getName().endsWith("span_id") ? FieldKind.SPAN_ID : FieldKind.BYTES;
      case FIXED64, SFIXED64, DOUBLE -> field.isRepeated() ? FieldKind.FIXED64S : FieldKind.FIXED64;
      case FIXED32, SFIXED32, FLOAT -> FieldKind.FIXED32;
      case INT32, INT64, UINT32, UINT64, SINT32, SINT64, BOOL, ENUM ->
          field.isRepeated() ? FieldKind.VARINTS : FieldKind.VARINT;
      case GROUP -> throw new IllegalArgumentException("OTLP has no group: " + field);
    };
  }
}
