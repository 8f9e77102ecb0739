package dev.millrace.landing;

import static dev.millrace.landing.LogExports.array;
import static dev.millrace.landing.LogExports.attribute;
import static dev.millrace.landing.LogExports.list;
import static dev.millrace.landing.LogExports.log;
import static dev.millrace.otlp.TestExports.string;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.millrace.landing.LandingConfig.Content;
import dev.millrace.landing.Redaction.Redacted;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.RandomMessages;
import dev.millrace.otlp.TestExports;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
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
      Message harmless = harmless(new RandomMessages(seed).like(request));
      Message telling = telling(harmless, places);
      Redacted redacted = ContentRemoval.of(export(telling));
      assertThat(redacted.export().message()).isEqualTo(parsed(harmless));
    }
    assertThat(places).isEqualTo(placesIn(request));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void givesTheSameObjectBackWhereNothingIsContent(Message request) throws Exception {
    Export export = export(harmless(new RandomMessages(1).like(request)));

    Redacted redacted = ContentRemoval.of(export);

    assertThat(redacted.export()).isSameAs(export);
    assertThat(redacted.removed()).isZero();
  }

  @Test
  @Tag("S-25")
  void countsEveryAttributeOnce() throws Exception {
    AnyValue nested = list(attribute("kept", string("1")), SECRET, attribute("deep", list(SECRET)));
    AnyValue body = list(attribute("list", array(list(SECRET), string("kept"))), SECRET);

    Redacted redacted = ContentRemoval.of(log(body, attribute("nested", nested), SECRET));

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

    assertThat(ContentRemoval.of(export).export()).isSameAs(export);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "error.message", "error_message", "exception.message"})
  void keepsErrorThatIsOneWordAndRemovesOneThatIsAText(String key) {
    Export code = log(string("b"), attribute(key, string("overloaded_error")));
    Export text = log(string("b"), attribute(key, string("Command: ls\nOutput: secrets")));

    assertThat(ContentRemoval.of(code).export()).isSameAs(code);
    assertThat(ContentRemoval.of(text).export()).isEqualTo(log(string("b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gen_ai.prompt.0.content", "llm.input_messages.12.message.content"})
  void takesNumberedNameForItsList(String key) {
    assertThat(ContentRemoval.of(log(string("b"), attribute(key, string("secret")))).removed())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"prompt.id", "tool_name", "message.uuid", "prompt2", ".0.prompt", "promp"})
  void keepsWhatOnlyBeginsOrEndsLikeContent(String key) {
    Export export = log(string("b"), attribute(key, string("Some-Word")));

    assertThat(ContentRemoval.of(export).export()).isSameAs(export);
  }

  @Test
  void keepsStatusMessageOfOneWord() {
    var request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpansBuilder()
        .getStatusBuilder()
        .setMessage("overloaded");
    Export export = new Export.Traces(request.build());

    assertThat(ContentRemoval.of(export).export()).isSameAs(export);
  }

  @Test
  void keepsEverythingIfToldTo() {
    Export export = TestExports.log("body", "prompt", "my secret plan");

    assertThat(
            new Redaction(Content.KEEP, new Fences(Set.of()))
                .redact(Decoded.whole(export))
                .export())
        .isSameAs(export);
  }

  /** The message with names for texts, and without bodies that list what was logged. */
  private static Message harmless(Message message) {
    Message.Builder builder = message.toBuilder();
    if (builder instanceof LogRecord.Builder log && log.getBody().hasArrayValue()) {
      return harmless(log.clearBody().build());
    }
    if (builder instanceof AnyValue.Builder value && value.hasBytesValue()) {
      return value.clearBytesValue().build();
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor descriptor = field.getKey();
      if (descriptor.getJavaType() == FieldDescriptor.JavaType.STRING) {
        name(builder, descriptor);
      }
      if (descriptor.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (descriptor.isRepeated()) {
        List<?> values = (List<?>) field.getValue();
        for (int i = 0; i < values.size(); i++) {
          builder.setRepeatedField(descriptor, i, harmless((Message) values.get(i)));
        }
      } else {
        builder.setField(descriptor, harmless((Message) field.getValue()));
      }
    }
    return builder.build();
  }

  private static void name(Message.Builder builder, FieldDescriptor field) {
    if (!field.isRepeated()) {
      builder.setField(field, "n" + Math.abs(builder.getField(field).hashCode()));
      return;
    }
    for (int i = 0; i < builder.getRepeatedFieldCount(field); i++) {
      builder.setRepeatedField(field, i, "n" + i);
    }
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
}
