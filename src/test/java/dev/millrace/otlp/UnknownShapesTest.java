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
        "{'resourceMetrics': [{'scopeMetrics': [{'metrics': [{'intSum': {}}]}]}]}"
            + "| it has intSum, which has to be sum",
        "{'resource_spans': [{}]} | it has resource_spans, which has to be an export to /v1/traces",
        "{'metrics': [{'secret': 1}], 'b': 2} | it has 2 members that OTLP/JSON does not have"
            + " there",
      })
  void areToldAbout(String json, String remark) {
    Decoded decoded = decoded(json);
    assertThat(decoded.export().items()).isZero();
    assertThat(decoded.rejected()).isZero();
    assertThat(decoded.remark()).isEqualTo("nothing in it was read: " + remark);
  }

  /** What was read beside them does not make up for it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'instrumentationLibraryMetrics': [], 'scopeMetrics': [{'metrics': [{'gauge': POINT}]}]}"
            + "| it has instrumentationLibraryMetrics, which has to be scopeMetrics",
        "{'scopeMetrics': [{'instrumentationLibrary': {}, 'metrics': [{'gauge': POINT}]}]}"
            + "| it has instrumentationLibrary, which has to be scope",
        "{'scopeMetrics': [{'metrics': [{'gauge': POINT, 'int_sum': POINT}]}]}"
            + "| it has int_sum, which has to be sum",
        "{'scopeMetrics': [{'metrics': [{'gauge': {'dataPoints': [{'labels': []}]}}]}]}"
            + "| it has labels, which has to be attributes",
      })
  void areToldAboutBesideWhatWasRead(String resource, String remark) {
    String json =
        "{'resourceMetrics': [%s]}"
            .formatted(resource.replace("POINT", "{'dataPoints': [{'asInt': 1}]}"));

    Decoded decoded = decoded(json);

    assertThat(decoded.export().items()).isEqualTo(1);
    assertThat(decoded.isIncomplete()).isTrue();
    assertThat(decoded.remark()).isEqualTo(remark);
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
