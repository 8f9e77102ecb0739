package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Signal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies in JSON of which nothing is understood, since OTLP ignores members that it does not know.
 */
class UnknownShapesTest {

  private static final Decoder DECODER =
      new Decoder(new MessageBounds(100, 1000, 100), TestExports.NOTHING);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'resourceMetrics': [{'instrumentationLibraryMetrics': [{'metrics': [{}]}]}]}"
            + "| it has instrumentationLibraryMetrics, which has to be scopeMetrics",
        "{'resourceLogs': [{}]} | it has resourceLogs, which has to be an export to /v1/logs",
        "{'resource_spans': [{}]} | it has resource_spans, which has to be an export to /v1/traces",
        "{'metrics': [{'secret': 1}], 'b': 2} | it has 2 members that OTLP/JSON does not have there",
      })
  void areToldAbout(String json, String remark) {
    Decoded decoded = decoded(json);
    assertThat(decoded.export().items()).isZero();
    assertThat(decoded.rejected()).isZero();
    assertThat(decoded.remark()).isEqualTo("nothing in it was read: " + remark);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'resourceMetrics': []}",
        "{'resourceMetrics': [{'scopeMetrics': [{}]}]}",
        "{'resourceMetrics': [{'new': 1, 'scopeMetrics': [{'metrics': [{'name': 'm', 'sum':"
            + " {'dataPoints': [{'asInt': 1}]}}]}]}]}",
      })
  void areNotTakenForWhatIsEmptyOrNew(String json) {
    assertThat(decoded(json).remark()).isEmpty();
  }

  private static Decoded decoded(String json) {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      return DECODER.decode(Signal.METRICS, Encoding.JSON, body, claim);
    }
  }
}
