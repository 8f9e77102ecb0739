package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.CLAUDE_CODE;
import static dev.millrace.tools.Telemetered.ns;
import static dev.millrace.tools.Telemetered.pair;
import static dev.millrace.tools.Telemetered.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes twice has the same identity twice, and nothing else has. */
class RowIdentityTest {

  private static final String AFTER_NOON = "2026-03-04T12:01:00Z";

  @Test
  void tellsSeriesApartByTheirAttributes() {
    assertThat(series(Map.of("session.id", "a"))).isNotEqualTo(series(Map.of("session.id", "b")));
  }

  @Test
  void knowsASeriesWhateverTheOrderAndTypeOfItsAttributes() {
    long oneWay = series(point(pair("a", "1"), pair("b", 2)));
    long other = series(point(pair("b", 2.0), pair("a", 1)));
    assertThat(oneWay).isEqualTo(other);
  }

  @Test
  void tellsDeltaAndCumulativeApart() {
    NumberDataPoint point = point(pair("a", "1"));
    assertThat(row(CLAUDE_CODE.metrics("claude_code.commit.count", true, point)).seriesId())
        .isNotEqualTo(
            row(CLAUDE_CODE.metrics("claude_code.commit.count", false, point)).seriesId());
  }

  @Test
  void knowsARequestByItsId() {
    assertThat(event("api_request", Map.of("request_id", "r1", "sent.by", "agent")))
        .isEqualTo(event("api_request", Map.of("request_id", "r1", "sent.by", "gateway")));
    assertThat(event("api_request", Map.of("request_id", "r1")))
        .isNotEqualTo(event("api_request", Map.of("request_id", "r2")));
  }

  @Test
  void tellsAToolsDecisionFromItsResult() {
    Map<String, Object> call = Map.of("tool_use_id", "t1", "tool_name", "Edit");
    assertThat(event("tool_decision", call)).isNotEqualTo(event("tool_result", call));
  }

  @Test
  void tellsToolCallsOfOneIdApartByTheirSessions() {
    Map<String, Object> call = Map.of("session.id", "s1", "tool_use_id", "Bash:0");
    Map<String, Object> relayed =
        Map.of("session.id", "s1", "tool_use_id", "Bash:0", "sent.by", "gateway");
    Map<String, Object> other = Map.of("session.id", "s2", "tool_use_id", "Bash:0");
    assertThat(event("tool_result", call))
        .isEqualTo(event("tool_result", relayed))
        .isNotEqualTo(event("tool_result", other));
  }

  @Test
  void tellsEventsApartByASessionThatOnlyTheResourceNames() {
    assertThat(promptIn("s1")).isEqualTo(promptIn("s1")).isNotEqualTo(promptIn("s2"));
  }

  @Test
  void doesNotTakeTheRequestOfAToolCallForItsId() {
    assertThat(event("tool_result", Map.of("request_id", "r1", "tool_use_id", "t1")))
        .isNotEqualTo(event("tool_result", Map.of("request_id", "r1", "tool_use_id", "t2")));
  }

  @Test
  void tellsTheMeasuresOfAnEventApart() {
    Export request =
        CLAUDE_CODE.event("api_request", AFTER_NOON, Map.of("input_tokens", 1, "output_tokens", 1));
    assertThat(Telemetered.activity(request, "2026-03-04"))
        .extracting(Activity::rowId)
        .doesNotHaveDuplicates()
        .hasSize(3);
  }

  @Test
  void tellsEventsWithoutIdApartByAnything() {
    long first = prompt(AFTER_NOON, 1);
    assertThat(prompt(AFTER_NOON, 1)).isEqualTo(first);
    assertThat(prompt(AFTER_NOON, 2)).isNotEqualTo(first);
    assertThat(prompt("2026-03-04T12:00:01Z", 1)).isNotEqualTo(first);
  }

  @Test
  void knowsWhatARelayAddedAttributesTo() {
    Telemetered gateway =
        CLAUDE_CODE.withResource(Map.of("service.name", "claude-code", "k8s.pod.name", "g-1"));
    Map<String, Object> own = Map.of("session.id", "s", "event.sequence", 4);
    Map<String, Object> added = Map.of("session.id", "s", "event.sequence", 4, "gateway", "1");
    assertThat(event("user_prompt", added)).isEqualTo(event("user_prompt", own));
    assertThat(row(gateway.delta("claude_code.commit.count", AFTER_NOON, 1, added)).rowId())
        .isEqualTo(row(CLAUDE_CODE.delta("claude_code.commit.count", AFTER_NOON, 1, own)).rowId());
  }

  @Test
  void tellsPointsOfOneMetricOfOneExportApart() {
    NumberDataPoint point = point(pair("session.id", "s"));
    assertThat(
            Telemetered.activity(
                CLAUDE_CODE.metrics("claude_code.commit.count", false, point, point), "2026-03-04"))
        .extracting(Activity::rowId)
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void addsUpCountersOfOneMetricOfOneExport() {
    NumberDataPoint point = point(pair("session.id", "s"));
    assertThat(row(CLAUDE_CODE.metrics("claude_code.commit.count", true, point, point)).qty())
        .isEqualTo(2);
  }

  private static long promptIn(String session) {
    Map<String, Object> resource = Map.of("service.name", "claude-code", "session.id", session);
    return row(CLAUDE_CODE.withResource(resource).event("user_prompt", AFTER_NOON, Map.of()))
        .rowId();
  }

  private static long prompt(String time, int sequence) {
    LogRecord log =
        LogRecord.newBuilder()
            .setTimeUnixNano(ns(time))
            .setBody(value("claude_code.user_prompt"))
            .addAttributes(pair("event.sequence", sequence))
            .build();
    return row(CLAUDE_CODE.logs(log)).rowId();
  }

  private static long event(String name, Map<String, Object> attributes) {
    return row(CLAUDE_CODE.event(name, AFTER_NOON, attributes)).rowId();
  }

  private static long series(Map<String, Object> attributes) {
    return row(CLAUDE_CODE.delta("claude_code.commit.count", AFTER_NOON, 1, attributes)).seriesId();
  }

  private static long series(NumberDataPoint point) {
    return row(CLAUDE_CODE.metrics("claude_code.commit.count", false, point)).seriesId();
  }

  private static NumberDataPoint point(KeyValue... attributes) {
    return NumberDataPoint.newBuilder()
        .setTimeUnixNano(ns(AFTER_NOON))
        .setAsInt(1)
        .addAllAttributes(List.of(attributes))
        .build();
  }

  private static Activity row(Export export) {
    return Telemetered.activity(export, "2026-03-04").get(0);
  }
}
