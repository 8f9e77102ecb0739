package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.CLAUDE_CODE;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Activity.Temporality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Claude Code's events count; its metrics are in {@link ClaudeCodeMetricsTest}. */
class ClaudeCodeEventsTest {

  private static final String AFTER_NOON = "2026-03-04T12:01:00Z";

  private static final Map<String, Object> REQUEST =
      Map.of(
          "model", "claude-sonnet-5",
          "input_tokens", 10,
          "output_tokens", 20,
          "cache_read_tokens", 30,
          "cache_creation_tokens", 40,
          "cost_usd", 0.0125,
          "cost_usd_micros", 99,
          "duration_ms", 1234,
          "request_id", "req_1");

  @Test
  void countsTokensCostAndTimeOfARequest() {
    List<Activity> rows = rows("api_request", REQUEST);
    assertThat(rows.stream().collect(toMap(Activity::measure, Activity::qty)))
        .isEqualTo(
            Map.of(
                Measure.API_REQUESTS, 1L,
                Measure.TOKENS_INPUT, 10L,
                Measure.TOKENS_OUTPUT, 20L,
                Measure.TOKENS_CACHE_READ, 30L,
                Measure.TOKENS_CACHE_CREATION, 40L,
                Measure.COST_NANO_USD, 12_500_000L));
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.model()).isEqualTo("claude-sonnet-5");
              assertThat(row.source()).isEqualTo(Source.LOG);
              assertThat(row.temporality()).isEqualTo(Temporality.EVENT);
            });
    assertThat(rows.get(0).durationMs()).isEqualTo(1234);
  }

  @Test
  @Tag("S-03")
  void readsNumbersWrittenAsText() {
    Map<String, Object> asText =
        REQUEST.entrySet().stream().collect(toMap(Map.Entry::getKey, e -> e.getValue().toString()));
    assertThat(quantities(rows("api_request", asText)))
        .isEqualTo(quantities(rows("api_request", REQUEST)));
  }

  @Test
  @Tag("S-21")
  void takesMillionthsWhereDollarsAreMissing() {
    assertThat(cost(without("cost_usd"))).isEqualTo(List.of(99_000L));
  }

  @Test
  @Tag("S-21")
  void claimsNoCostWhereNoneIsSaid() {
    assertThat(cost(without("cost_usd", "cost_usd_micros"))).isEmpty();
  }

  @Test
  void claimsNoDurationWhereNoneIsSaid() {
    assertThat(rows("api_request", without("duration_ms")).get(0).durationMs()).isNull();
  }

  @Test
  void countsPrompts() {
    assertThat(rows("user_prompt", Map.of("prompt_length", "12")))
        .extracting(Activity::measure)
        .containsExactly(Measure.PROMPTS);
  }

  @Test
  void countsFailedRequestsByStatus() {
    Activity row = rows("api_error", Map.of("model", "m", "status_code", 529)).get(0);
    assertThat(row.measure()).isEqualTo(Measure.API_ERRORS);
    assertThat(row.status()).isEqualTo("529");
    assertThat(row.model()).isEqualTo("m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api_retries_exhausted", "api_refusal", "plugin_loaded", "brand_new"})
  @Tag("S-19")
  void countsNothingElse(String event) {
    assertThat(rows(event, REQUEST)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, ok", "false, error", "'', ''"})
  void saysHowAToolCallEnded(String success, String status) {
    Map<String, Object> call =
        Map.of("tool_name", "Bash", "success", success, "duration_ms", "77", "tool_use_id", "t1");
    Activity row = rows("tool_result", call).get(0);
    assertThat(row.measure()).isEqualTo(Measure.TOOL_CALLS);
    assertThat(row.status()).isEqualTo(status);
    assertThat(row.toolName()).isEqualTo("Bash");
    assertThat(row.durationMs()).isEqualTo(77);
  }

  @Test
  void readsSuccessThatIsABoolean() {
    assertThat(rows("tool_result", Map.of("success", false)).get(0).status()).isEqualTo("error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Edit", "MultiEdit", "Write", "NotebookEdit"})
  void countsDecisionsOnEdits(String tool) {
    Activity row =
        rows(
                "tool_decision",
                Map.of("tool_name", tool, "decision", "accept", "source", "user_temporary"))
            .get(0);
    assertThat(row.measure()).isEqualTo(Measure.EDITS);
    assertThat(row.decision()).isEqualTo("accept");
    assertThat(row.decisionSource()).isEqualTo("user_temporary");
  }

  @Test
  void countsNoDecisionsOnOtherTools() {
    assertThat(rows("tool_decision", Map.of("tool_name", "Bash", "decision", "accept"))).isEmpty();
  }

  private static List<Activity> rows(String event, Map<String, Object> attributes) {
    return Telemetered.activity(CLAUDE_CODE.event(event, AFTER_NOON, attributes), "2026-03-04");
  }

  private static Map<Measure, Long> quantities(List<Activity> rows) {
    return rows.stream().collect(toMap(Activity::measure, Activity::qty));
  }

  private static List<Long> cost(Map<String, Object> request) {
    return rows("api_request", request).stream()
        .filter(row -> row.measure() == Measure.COST_NANO_USD)
        .map(Activity::qty)
        .toList();
  }

  private static Map<String, Object> without(String... keys) {
    Map<String, Object> request = new HashMap<>(REQUEST);
    List.of(keys).forEach(request::remove);
    return request;
  }
}
