package dev.millrace.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Signal;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records in JSON with a value of the wrong type in them cost nothing but themselves. */
@Tag("R-27")
class WrongRecordsTest {

  private static final Decoder DECODER =
      new Decoder(new MessageBounds(100, 1_000_000), TestExports.NOTHING);

  @Tag("R-24")
  @DisplayName("R-24, R-27 a record with a wrong value is left out, named and counted")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"timeUnixNano\":{}}          | 1/timeUnixNano must be a whole number from 0 to"
            + " 18446744073709551615 but is an object",
        "{\"flags\":-1}                 | 1/flags must be a whole number from 0 to 4294967295 but is"
            + " another number",
        "{\"body\":\"text\",\"flags\":1}| 1/body must be an object but is another string",
        "{\"attributes\":{\"a\":[{}]}}  | 1/attributes must be an array but is an object",
        "{\"attributes\":[{},[[{}]]]}   | 1/attributes/1 must be an object but is an array",
        "{\"body\":{\"kvlistValue\":{\"values\":[{\"value\":{\"boolValue\":[{}]}},{}]}},\"x\":[]}"
            + "| 1/body/kvlistValue/values/0/value/boolValue must be true or false but is an array",
        "{\"eventName\":true}           | 1/eventName must be a string but is a boolean",
        "7                              | 1 must be an object but is another number",
        "[{\"flags\":[]}]               | 1 must be an object but is an array",
        "\"record\"                     | 1 must be an object but is another string"
      })
  void leavesOutWrongLogRecord(String record, String why) {
    String body =
        JsonSamples.logsBody("{\"eventName\":\"a\"}," + record + ",{\"eventName\":\"b\"}");

    Decoded decoded = decoded(Signal.LOGS, body);

    assertThat(decoded.rejected()).isEqualTo(1);
    assertThat(decoded.isContent()).isFalse();
    assertThat(decoded.remark())
        .isEqualTo(
            "1 of 3 records were rejected, the first because"
                + " /resourceLogs/0/scopeLogs/0/logRecords/"
                + why);
    assertThat(decoded.export())
        .isEqualTo(
            JsonSamples.read(
                Signal.LOGS, JsonSamples.logsBody("{\"eventName\":\"a\"},{\"eventName\":\"b\"}")));
  }

  @DisplayName("R-27 spans and data points of every kind are left out the same way")
  @ParameterizedTest
  @CsvSource({
    "TRACES, resourceSpans, scopeSpans, '', spans, '{\"events\":[{\"timeUnixNano\":[]}]}'",
    "METRICS, resourceMetrics, scopeMetrics, gauge, dataPoints, '{\"asInt\":0.5}'",
    "METRICS, resourceMetrics, scopeMetrics, sum, dataPoints, '{\"asDouble\":\"much\"}'",
    "METRICS, resourceMetrics, scopeMetrics, histogram, dataPoints, '{\"bucketCounts\":[-1]}'",
    "METRICS, resourceMetrics, scopeMetrics, exponentialHistogram, dataPoints, '{\"positive\":1}'",
    "METRICS, resourceMetrics, scopeMetrics, summary, dataPoints, '{\"quantileValues\":[[]]}'"
  })
  void leavesOutWrongRecord(
      Signal signal, String resources, String scopes, String kind, String records, String wrong) {
    String two = "{\"%s\":[%s,{\"flags\":1}]}".formatted(records, wrong);
    String scope = kind.isEmpty() ? two : "{\"metrics\":[{\"%s\":%s}]}".formatted(kind, two);
    String body = "{\"%s\":[{\"%s\":[%s]}]}".formatted(resources, scopes, scope);

    Decoded decoded = decoded(signal, body);

    assertThat(decoded.rejected()).isEqualTo(1);
    assertThat(decoded.remark()).contains("1 of 2 records", records + "/0/");
    assertThat(decoded.export().items()).isEqualTo(1);
  }

  @DisplayName("R-27 a wrong record in front of many others changes none of them")
  @ParameterizedTest
  @EnumSource(names = {"LOGS", "TRACES"})
  void keepsAllOthersWhole(Signal signal) {
    String records = signal == Signal.LOGS ? "\"logRecords\":[" : "\"spans\":[";
    for (int seed = 0; seed < 100; seed++) {
      Export export = RandomExports.of(signal, seed);
      String json = new String(new OtlpJsonWriter().write(export), UTF_8);
      String wrong = records + "{\"attributes\":[{\"value\":{\"arrayValue\":[{\"a\":[]}]}}]},";
      int lists = json.split(Pattern.quote(records), -1).length - 1;

      Decoded decoded = decoded(signal, json.replace(records, wrong));

      assertThat(decoded.rejected()).as("seed %d", seed).isEqualTo(lists);
      assertThat(decoded.export()).as("seed %d", seed).isEqualTo(export);
    }
  }

  @Tag("R-31")
  @DisplayName("R-31 what is wrong outside of records, or no JSON in one, refuses the body")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":7},{\"body\":]}]}]}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":7",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":7}]}]}]} x",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":{}}]}]}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"schemaUrl\":7}]}]}",
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":[7]}}]}"
      })
  void refusesTheRest(String body) {
    assertThatThrownBy(() -> decoded(Signal.LOGS, body))
        .isInstanceOfSatisfying(
            OtlpException.class,
            e -> assertThat(e.reason()).isEqualTo(OtlpException.Reason.UNDECODABLE));
  }

  @Tag("R-15")
  @DisplayName("R-15 however many records are wrong, however deep, what is said of them is short")
  @Test
  void saysLittleOfMuch() {
    String deep = "{\"body\":" + "{\"arrayValue\":{\"values\":[".repeat(45) + "7";
    String record = deep + "]}}".repeat(45) + "}";

    Decoded decoded =
        decoded(Signal.LOGS, JsonSamples.logsBody(record + ("," + record).repeat(999)));

    assertThat(decoded.rejected()).isEqualTo(1000);
    Reply reply = Reply.accepted(Signal.LOGS, Encoding.JSON, decoded.rejected(), decoded.remark());
    assertThat(reply.body()).hasSizeLessThan(4096);
  }

  @Tag("R-51")
  @DisplayName("R-51 a record that is too deep refuses the body, be it wrong besides or not")
  @Test
  void refusesRecordThatIsTooDeep() {
    String deep = "{\"body\":" + "{\"arrayValue\":{\"values\":[".repeat(60) + "7";
    String behind = "]}}".repeat(60) + "}";

    assertThatThrownBy(() -> decoded(Signal.LOGS, JsonSamples.logsBody(deep + behind)))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining("messages must not nest deeper than 100");
  }

  private static Decoded decoded(Signal signal, String json) {
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      return DECODER.decode(signal, Encoding.JSON, json.getBytes(UTF_8), claim);
    }
  }
}
