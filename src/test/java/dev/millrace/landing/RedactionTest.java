package dev.millrace.landing;

import static dev.millrace.otlp.TestExports.string;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.millrace.landing.LandingConfig.Content;
import dev.millrace.landing.Redaction.Redacted;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.RandomMessages;
import dev.millrace.otlp.TestExports;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is removed from an export and what stays. The places that attributes can stand in are taken
 * from the descriptors of the messages, so that one that a new version of OTLP brings is not
 * missed.
 */
class RedactionTest {

  private static final KeyValue SECRET = attribute("prompt", string("my secret plan"));
  private static final Redaction REDACTION = new Redaction(Content.REMOVE);

  private static Stream<Message> requests() {
    return Stream.of(
        ExportMetricsServiceRequest.getDefaultInstance(),
        ExportLogsServiceRequest.getDefaultInstance(),
        ExportTraceServiceRequest.getDefaultInstance());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void removesContentFromEveryListOfAttributesAndNothingElse(Message request) throws Exception {
    TreeSet<String> places = new TreeSet<>();
    for (int seed = 0; seed < 40; seed++) {
      Message harmless = new RandomMessages(seed).like(request);
      Message telling = telling(harmless, places);
      Redacted redacted = REDACTION.redact(export(telling));
      assertThat(redacted.export().message()).isEqualTo(parsed(harmless));
    }
    assertThat(places).isEqualTo(placesIn(request));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void givesTheSameObjectBackWhereNothingIsContent(Message request) throws Exception {
    Export export = export(new RandomMessages(1).like(request));

    Redacted redacted = REDACTION.redact(export);

    assertThat(redacted.export()).isSameAs(export);
    assertThat(redacted.removed()).isZero();
  }

  @Test
  void countsEveryAttributeOnce() throws Exception {
    AnyValue nested = list(attribute("kept", string("1")), SECRET, attribute("deep", list(SECRET)));
    AnyValue body = list(attribute("list", array(list(SECRET), string("kept"))), SECRET);

    Redacted redacted = REDACTION.redact(log(body, attribute("nested", nested), SECRET));

    assertThat(redacted.removed()).isEqualTo(5);
    assertThat(redacted.export())
        .isEqualTo(
            log(
                list(attribute("list", array(list(), string("kept")))),
                attribute(
                    "nested", list(attribute("kept", string("1")), attribute("deep", list())))));
  }

  @Test
  void keepsNumbersAndTruthUnderNamesOfContent() {
    Export export =
        log(
            string("claude_code.user_prompt"),
            attribute("prompt", AnyValue.newBuilder().setIntValue(3).build()),
            attribute("output", AnyValue.newBuilder().setDoubleValue(0.5).build()),
            attribute("error", AnyValue.newBuilder().setBoolValue(true).build()),
            attribute("response", AnyValue.getDefaultInstance()));

    assertThat(REDACTION.redact(export).export()).isSameAs(export);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "error.message", "error_message", "exception.message"})
  void keepsErrorThatIsOneWordAndRemovesOneThatIsAText(String key) {
    Export code = log(string("b"), attribute(key, string("overloaded_error")));
    Export text = log(string("b"), attribute(key, string("Command: ls\nOutput: secrets")));

    assertThat(REDACTION.redact(code).export()).isSameAs(code);
    assertThat(REDACTION.redact(text).export()).isEqualTo(log(string("b")));
  }

  @Test
  void removesTextsAfterTheFirstOfBodyThatIsList() {
    AnyValue number = AnyValue.newBuilder().setIntValue(7).build();
    Export export =
        log(
            array(
                string("evaluated"),
                string("{\"pattern\":\"rm -r\"}"),
                number,
                string("evaluated")));

    Redacted redacted = REDACTION.redact(export);

    assertThat(redacted.removed()).isEqualTo(2);
    assertThat(redacted.export()).isEqualTo(log(array(string("evaluated"), number)));
  }

  @Test
  void keepsEverythingIfToldTo() {
    Export export = TestExports.log("body", "prompt", "my secret plan");

    assertThat(new Redaction(Content.KEEP).redact(export).export()).isSameAs(export);
  }

  /** The message with a secret in every list of attributes, the lists in its values too. */
  private static Message telling(Message message, TreeSet<String> places) {
    Message.Builder builder = message.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor descriptor = field.getKey();
      if (descriptor.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (!descriptor.isRepeated()) {
        builder.setField(descriptor, telling((Message) field.getValue(), places));
        continue;
      }
      List<?> values = (List<?>) field.getValue();
      for (int i = 0; i < values.size(); i++) {
        builder.setRepeatedField(descriptor, i, telling((Message) values.get(i), places));
      }
      if (isAttributes(descriptor)) {
        places.add(descriptor.getFullName());
        builder.addRepeatedField(descriptor, SECRET);
      }
    }
    return builder.build();
  }

  private static TreeSet<String> placesIn(Message request) {
    TreeSet<String> places = new TreeSet<>();
    visit(request.getDescriptorForType(), places, new TreeSet<>());
    return places;
  }

  private static void visit(Descriptor message, TreeSet<String> places, TreeSet<String> visited) {
    if (!visited.add(message.getFullName())) {
      return;
    }
    for (FieldDescriptor field : message.getFields()) {
      if (isAttributes(field)) {
        places.add(field.getFullName());
      }
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        visit(field.getMessageType(), places, visited);
      }
    }
  }

  private static boolean isAttributes(FieldDescriptor field) {
    return field.isRepeated()
        && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && field.getMessageType().equals(KeyValue.getDescriptor());
  }

  private static Export export(Message message) throws InvalidProtocolBufferException {
    Message parsed = parsed(message);
    if (parsed instanceof ExportMetricsServiceRequest metrics) {
      return new Export.Metrics(metrics);
    }
    if (parsed instanceof ExportLogsServiceRequest logs) {
      return new Export.Logs(logs);
    }
    return new Export.Traces((ExportTraceServiceRequest) parsed);
  }

  /** As it comes over the wire. */
  private static Message parsed(Message message) throws InvalidProtocolBufferException {
    return message.getParserForType().parseFrom(message.toByteString());
  }

  private static Export log(AnyValue body, KeyValue... attributes) {
    var request = ExportLogsServiceRequest.newBuilder();
    request
        .addResourceLogsBuilder()
        .addScopeLogsBuilder()
        .addLogRecordsBuilder()
        .setTraceId(ByteString.copyFromUtf8("sixteen bytes id"))
        .setBody(body)
        .addAllAttributes(List.of(attributes));
    return new Export.Logs(request.build());
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue list(KeyValue... values) {
    return AnyValue.newBuilder()
        .setKvlistValue(KeyValueList.newBuilder().addAllValues(List.of(values)))
        .build();
  }

  private static AnyValue array(AnyValue... values) {
    return AnyValue.newBuilder()
        .setArrayValue(ArrayValue.newBuilder().addAllValues(List.of(values)))
        .build();
  }
}
