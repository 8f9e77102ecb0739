package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.Signal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are no OTLP/JSON: rules. */
class OtlpJsonRefusalsTest {

  @Tag("R-31")
  @DisplayName("R-31 the message says where the body is wrong and what must be there")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "[]                       | the body must be an object but is an array (byte 0)",
        "null                     | the body must be an object but is null (byte 0)",
        "{\"resourceLogs\":{}}    | /resourceLogs must be an array but is an object (byte 16)",
        "{\"resourceLogs\":[1]}   | /resourceLogs/0 must be an object but is another number (byte 17)",
        "{\"resourceLogs\":[{\"schemaUrl\":7}]}"
            + "| /resourceLogs/0/schemaUrl must be a string but is another number (byte 30)",
        "{\"resourceLogs\":[{\"resource\":\"x\"}]}"
            + "| /resourceLogs/0/resource must be an object but is another string (byte 29)",
        "{} {}                    | nothing may follow the object (byte 3)",
        "{\"resourceLogs\":[      | it is not JSON (byte 17)"
      })
  void saysWhere(String body, String expected) {
    assertThatThrownBy(() -> JsonSamples.read(Signal.LOGS, body))
        .isInstanceOf(OtlpException.class)
        .hasMessage("the body is not an OTLP/JSON export request: " + expected);
  }

  @Tag("R-31")
  @DisplayName("R-31 what is not JSON is undecodable")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"resourceLogs\"}",
        "{resourceLogs:[]}",
        "{'resourceLogs':[]}",
        "{\"resourceLogs\":[],}",
        "{\"resourceLogs\":[]} x",
        "{\"resourceLogs\":[]}]",
        "{\"x\":NaN}",
        "{\"x\":01}",
        "{\"x\":\"a\tb\"}",
        "{\"x\":\"\\q\"}",
        "{\"x\":/* */1}",
        "\u0000\u0001"
      })
  void refusesOtherThanJson(String body) {
    OtlpException refusal =
        catchThrowableOfType(OtlpException.class, () -> JsonSamples.read(Signal.LOGS, body));

    assertThat(refusal.reason()).isEqualTo(OtlpException.Reason.UNDECODABLE);
  }

  @Tag("R-50")
  @DisplayName("R-50 invalid UTF-8 in JSON is refused")
  @Test
  void refusesInvalidUtf8() {
    byte[] body = "{\"x\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    body[6] = (byte) 0xff;

    assertThatThrownBy(() -> new OtlpJsonReader().read(Signal.LOGS, body))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining("it is not JSON");
  }

  @Tag("R-39")
  @DisplayName("R-39 no refusal repeats what the body says, not even in its cause")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceLogs\":[secret]}",
        "{\"secret\":{\"secret\":[tru]}}",
        "{\"resourceLogs\":[{\"secret\":{\"secret\":secret}}]}",
        "{\"resourceLogs\":\"secret\"}",
        "secret"
      })
  void repeatsNothing(String body) {
    OtlpException refusal =
        catchThrowableOfType(OtlpException.class, () -> JsonSamples.read(Signal.LOGS, body));

    assertThat(refusal).hasMessageNotContaining("secret").hasNoCause();
  }
}
