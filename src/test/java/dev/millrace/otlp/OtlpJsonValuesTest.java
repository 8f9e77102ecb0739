package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ids, bytes, text and attribute values of OTLP/JSON: rules. Numbers are
 * in {@link OtlpJsonNumbersTest}.
 */
class OtlpJsonValuesTest {

  @Tag("R-40")
  @DisplayName("R-40 ids are hex digits of either case")
  @ParameterizedTest
  @ValueSource(strings = {"5b8efff798038103d269b633813fc60c", "5B8EFFF798038103D269B633813FC60C"})
  void readsIds(String hex) {
    ByteString id = JsonSamples.span("{\"traceId\":\"" + hex + "\"}").getTraceId();

    assertThat(id.toByteArray())
        .isEqualTo(HexFormat.of().parseHex("5b8efff798038103d269b633813fc60c"));
  }

  @Tag("R-40")
  @DisplayName("R-40 an empty or null id is unset")
  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null"})
  void readsNoId(String json) {
    assertThat(JsonSamples.span("{\"parentSpanId\":" + json + "}").getParentSpanId()).isEmpty();
  }

  @Tag("R-40")
  @DisplayName("R-40 an id that is not even text is refused by the name of its field")
  @ParameterizedTest
  @ValueSource(strings = {"5", "{}", "[]", "true"})
  void refusesIdThatIsNoText(String json) {
    assertThatThrownBy(() -> JsonSamples.span("{\"traceId\":" + json + "}"))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining("/resourceSpans/0/scopeSpans/0/spans/0/traceId must be a string");
  }

  @Tag("R-46")
  @DisplayName("R-46 bytes are base64 of either alphabet, padded or not")
  @ParameterizedTest
  @CsvSource({"+/+/, fbffbf", "-_-_, fbffbf", "AQ==, 01", "AQ, 01", "AQI=, 0102", "AQI, 0102"})
  void readsBytes(String base64, String hex) {
    AnyValue value = JsonSamples.body("{\"bytesValue\":\"" + base64 + "\"}");

    assertThat(value.getBytesValue().toByteArray()).isEqualTo(HexFormat.of().parseHex(hex));
  }

  @Tag("R-46")
  @DisplayName("R-46 what is no base64 is refused")
  @ParameterizedTest
  @ValueSource(strings = {"A", "AQ=", "AQ==AQ==", "A Q=", "\u00e4bcd"})
  void refusesOtherBytes(String text) {
    assertThatThrownBy(() -> JsonSamples.body("{\"bytesValue\":\"" + text + "\"}"))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining("/body/bytesValue must be base64");
  }

  @Tag("R-60")
  @DisplayName("R-60 attribute values are of any kind, mixed and nested")
  @Test
  void readsValuesOfAnyKind() {
    AnyValue value =
        JsonSamples.body(
            """
            {"arrayValue":{"values":[
              {"stringValue":"s"}, {"boolValue":true}, {"intValue":"1"}, {"doubleValue":1.5},
              {"bytesValue":"AQ=="}, {}, null, {"arrayValue":{}},
              {"kvlistValue":{"values":[{"key":"k","value":{}}, {"key":"absent"}]}}]}}
            """);

    assertThat(value)
        .isEqualTo(
            list(
                AnyValue.newBuilder().setStringValue("s"),
                AnyValue.newBuilder().setBoolValue(true),
                AnyValue.newBuilder().setIntValue(1),
                AnyValue.newBuilder().setDoubleValue(1.5),
                AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(new byte[] {1})),
                AnyValue.newBuilder(),
                AnyValue.newBuilder(),
                AnyValue.newBuilder().setArrayValue(ArrayValue.getDefaultInstance()),
                AnyValue.newBuilder()
                    .setKvlistValue(
                        KeyValueList.newBuilder()
                            .addValues(
                                KeyValue.newBuilder()
                                    .setKey("k")
                                    .setValue(AnyValue.getDefaultInstance()))
                            .addValues(KeyValue.newBuilder().setKey("absent")))));
  }

  private static AnyValue list(AnyValue.Builder... values) {
    ArrayValue.Builder list = ArrayValue.newBuilder();
    for (AnyValue.Builder value : values) {
      list.addValues(value);
    }
    return AnyValue.newBuilder().setArrayValue(list).build();
  }

  @Tag("R-60")
  @DisplayName("R-60 an empty string, 0 and false are values, not the absence of one")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{\"stringValue\":\"\"}, STRING_VALUE",
        "{\"intValue\":0}, INT_VALUE",
        "{\"doubleValue\":0}, DOUBLE_VALUE",
        "{\"boolValue\":false}, BOOL_VALUE",
        "{\"bytesValue\":\"\"}, BYTES_VALUE",
        "{}, VALUE_NOT_SET"
      })
  void keepsDefaults(String json, AnyValue.ValueCase expected) {
    assertThat(JsonSamples.body(json).getValueCase()).isEqualTo(expected);
  }

  @Tag("R-50")
  @DisplayName("R-50 escapes keep every character; half a surrogate pair becomes U+FFFD")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\\u0000\\n\\u001f, `\u0000\n\u001f`",
        "na\u00efve \ud83d\udd11, na\u00efve \ud83d\udd11",
        "\\ud83d\\udd11, \ud83d\udd11",
        "a\\ud83d, a\ufffd",
        "\\udd11z, \ufffdz",
        "\\udd11\\ud83d, \ufffd\ufffd"
      })
  void readsText(String json, String expected) {
    AnyValue value = JsonSamples.body("{\"stringValue\":\"" + json + "\"}");

    assertThat(value.getStringValue()).isEqualTo(expected);
  }
}
