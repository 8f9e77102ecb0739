package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Signal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The one form in which exports are written; that nothing gets lost is shown by {@link
 * OtlpJsonRoundTripTest}.
 */
class OtlpJsonWriterTest {

  @Tag("R-40")
  @Tag("R-41")
  @Tag("R-42")
  @Tag("R-44")
  @DisplayName("R-40, R-41, R-42, R-44: hex ids, enum numbers, lowerCamelCase, 64 bits as strings")
  @Test
  void writesCanonicalSpan() {
    assertThat(
            rewritten(
                Signal.TRACES,
                """
                { "resource_spans": [ { "scope_spans": [ { "spans": [ {
                  "status": { "code": "STATUS_CODE_ERROR", "message": "" },
                  "span_id": "EEE19B7EC3C1B174", "trace_id": "5B8EFFF798038103D269B633813FC60C",
                  "start_time_unix_nano": 1.8446744073709551615e19, "kind": "SPAN_KIND_SERVER",
                  "flags": 4294967295, "x": 1 } ] } ] } ] }
                """))
        .isEqualTo(
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{"
                + "\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\","
                + "\"kind\":2,\"startTimeUnixNano\":\"18446744073709551615\","
                + "\"status\":{\"code\":2},\"flags\":4294967295}]}]}]}");
  }

  @Tag("R-45")
  @Tag("R-46")
  @Tag("R-60")
  @DisplayName("R-45, R-46, R-60: doubles that are no numbers, bytes and empty values")
  @Test
  void writesCanonicalValues() {
    String values =
        "{\"doubleValue\":\"NaN\"},{\"doubleValue\":\"-Infinity\"},{\"doubleValue\":-0.0},"
            + "{\"bytesValue\":\"+/8=\"},{\"intValue\":\"0\"},{\"stringValue\":\"\"},{}";
    String body = JsonSamples.logsBody("{\"body\":{\"arrayValue\":{\"values\":[" + values + "]}}}");

    assertThat(rewritten(Signal.LOGS, body)).isEqualTo(body);
  }

  @Tag("R-64")
  @Tag("R-65")
  @DisplayName("R-64, R-65: a point without a value keeps its flag, one with 0 its 0")
  @Test
  void writesCanonicalPoints() {
    String body =
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"n\",\"gauge\":"
            + "{\"dataPoints\":[{\"flags\":1},{\"asDouble\":0.0},{\"asInt\":\"0\"}]}}]}]}]}";

    assertThat(rewritten(Signal.METRICS, body)).isEqualTo(body);
  }

  private static String rewritten(Signal signal, String json) {
    return new String(
        new OtlpJsonWriter().write(JsonSamples.read(signal, json)), StandardCharsets.UTF_8);
  }
}
