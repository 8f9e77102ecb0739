package dev.millrace.landing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.millrace.Signal;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpJsonWriter;
import dev.millrace.otlp.RandomExports;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is under keys that nobody knows, in every place that a text or an attribute can stand in by
 * the messages' descriptors: what says something never lands, what names something does.
 */
class UnknownKeysTest {

  private static final List<String> SECRETS =
      List.of(
          "CANARY: please write this to the file",
          "curl -H 'Authorization: Bearer CANARY' https://example.com",
          "export API_KEY=CANARY",
          "first line\nCANARY",
          "{\"command\":\"CANARY\"}");
  private static final List<String> NAMES =
      List.of("claude-CANARY-4-5", ".CANARY", "0193a7f2-CANARY", "2.1.205-CANARY");

  private final Random random = new Random(7);

  @ParameterizedTest
  @EnumSource
  void landsNothingThatSaysSomething(Signal signal) throws Exception {
    int told = 0;
    for (int seed = 0; seed < 30; seed++) {
      Message sent = marked((Message) RandomExports.of(signal, seed).message(), SECRETS);
      Export left = ContentRemoval.of(Export.parse(signal, sent.toByteArray())).export();

      told += text(sent.toByteArray()).contains("CANARY") ? 1 : 0;
      assertThat(text(left.message().toByteArray())).doesNotContain("CANARY");
    }
    // Some of the exports are empty.
    assertThat(told).isGreaterThan(5);
  }

  @ParameterizedTest
  @EnumSource
  void landsNothingOfJsonThatSaysSomething(Signal signal) {
    int told = 0;
    for (int seed = 0; seed < 30; seed++) {
      Message sent = marked((Message) RandomExports.of(signal, seed).message(), SECRETS);
      byte[] json = new OtlpJsonWriter().write(Export.parse(signal, sent.toByteArray()));
      Export left = ContentRemoval.ofJson(signal, json).export();

      told += text(json).contains("CANARY") ? 1 : 0;
      assertThat(text(left.message().toByteArray())).doesNotContain("CANARY");
    }
    assertThat(told).isGreaterThan(5);
  }

  @ParameterizedTest
  @EnumSource
  void landsNothingOfFieldsThatOtlpDoesNotHave(Signal signal) {
    for (int seed = 0; seed < 30; seed++) {
      Message sent = (Message) RandomExports.of(signal, seed).message();
      Message.Builder told = withUnknownField(sent).toBuilder();
      Redaction.Redacted left = ContentRemoval.of(Export.parse(signal, told.build().toByteArray()));

      assertThat(text(left.export().message().toByteArray())).doesNotContain("CANARY");
      assertThat(left.mayBeContent()).containsEntry("unknown_fields", 1);
    }
  }

  /** The message with a marked text in a field of no name, in one of the messages in it. */
  private Message withUnknownField(Message message) {
    List<FieldDescriptor> inner =
        message.getAllFields().keySet().stream()
            .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
            .toList();
    Message.Builder builder = message.toBuilder();
    if (inner.isEmpty() || random.nextInt(4) == 0) {
      ByteString secret = ByteString.copyFromUtf8("CANARY");
      UnknownFieldSet.Field field =
          UnknownFieldSet.Field.newBuilder().addLengthDelimited(secret).build();
      return builder
          .setUnknownFields(UnknownFieldSet.newBuilder().addField(1_999, field).build())
          .build();
    }
    FieldDescriptor field = inner.get(random.nextInt(inner.size()));
    if (field.isRepeated()) {
      Message element = (Message) message.getRepeatedField(field, 0);
      return builder.setRepeatedField(field, 0, withUnknownField(element)).build();
    }
    return builder.setField(field, withUnknownField((Message) message.getField(field))).build();
  }

  @ParameterizedTest
  @EnumSource
  void landsEveryName(Signal signal) throws Exception {
    for (int seed = 0; seed < 30; seed++) {
      Message sent = marked(plain((Message) RandomExports.of(signal, seed).message()), NAMES);
      Export export = Export.parse(signal, sent.toByteArray());

      assertThat(ContentRemoval.of(export).export()).isSameAs(export);
    }
  }

  /** The message with marked texts in place of all, and a marked attribute in every list. */
  private Message marked(Message message, List<String> texts) {
    Message.Builder builder = message.toBuilder();
    boolean isAttribute = message instanceof KeyValue;
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.STRING) {
        boolean isKey = isAttribute && field.getName().equals("key");
        mark(builder, field, isKey ? List.of("k" + random.nextInt(1_000_000)) : texts);
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        if (!field.isRepeated()) {
          builder.setField(field, marked((Message) builder.getField(field), texts));
          continue;
        }
        for (int i = 0; i < builder.getRepeatedFieldCount(field); i++) {
          builder.setRepeatedField(
              field, i, marked((Message) builder.getRepeatedField(field, i), texts));
        }
        if (field.getMessageType().equals(KeyValue.getDescriptor())) {
          builder.addRepeatedField(field, attribute(texts));
        }
      }
    }
    return builder.build();
  }

  private void mark(Message.Builder builder, FieldDescriptor field, List<String> texts) {
    if (field.isRepeated()) {
      for (int i = 0; i < builder.getRepeatedFieldCount(field); i++) {
        builder.setRepeatedField(field, i, oneOf(texts));
      }
    } else {
      builder.setField(field, oneOf(texts));
    }
  }

  private KeyValue attribute(List<String> texts) {
    boolean isBytes = texts == SECRETS && random.nextInt(4) == 0;
    AnyValue.Builder value = AnyValue.newBuilder();
    if (isBytes) {
      value.setBytesValue(ByteString.copyFromUtf8(oneOf(texts)));
    } else {
      value.setStringValue(oneOf(texts));
    }
    for (int depth = random.nextInt(4); depth > 0; depth--) {
      AnyValue inner = value.build();
      value =
          random.nextBoolean()
              ? AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(inner))
              : AnyValue.newBuilder()
                  .setKvlistValue(
                      KeyValueList.newBuilder()
                          .addValues(KeyValue.newBuilder().setKey("x.y").setValue(inner)));
    }
    return KeyValue.newBuilder().setKey("new." + random.nextInt(1_000_000)).setValue(value).build();
  }

  /** Without bodies in lists, of which only the first text is a name, and without bytes. */
  private static Message plain(Message message) {
    Message.Builder builder = message.toBuilder();
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      if (field.getName().equals("body") || field.getName().equals("bytes_value")) {
        builder.clearField(field);
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated()) {
        builder.setField(field, plain((Message) builder.getField(field)));
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        for (int i = 0; i < builder.getRepeatedFieldCount(field); i++) {
          builder.setRepeatedField(field, i, plain((Message) builder.getRepeatedField(field, i)));
        }
      }
    }
    return builder.build();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private String oneOf(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
