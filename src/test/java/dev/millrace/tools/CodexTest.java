package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.counts;
import static dev.millrace.tools.Telemetered.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Codex' log records and metrics count. */
class CodexTest {

  private static final Telemetered CODEX =
      new Telemetered(Map.of("service.name", "codex_exec"), "codex_otel.log_only");

  private static final Map<String, Object> ANSWER =
      Map.of(
          "event.name", "codex.sse_event",
          "event.kind", "response.completed",
          "event.timestamp", "2026-03-04T08:00:00.123Z",
          "conversation.id", "c-1",
          "terminal.type", "vscode",
          "input_token_count", "100",
          "cached_token_count", 80,
          "output_token_count", "20",
          "reasoning_token_count", 5,
          "tool_token_count", "120");

  @Test
  @Tag("S-11")
  void takesCachedTokensOffTheInputAndIgnoresTheTotal() {
    assertThat(counts(CODEX.log(ANSWER)))
        .isEqualTo(
            Map.of(
                Measure.TOKENS_INPUT, 20L,
                Measure.TOKENS_CACHE_READ, 80L,
                Measure.TOKENS_OUTPUT, 20L,
                Measure.TOKENS_REASONING, 5L));
  }

  @Test
  void takesInputForFreshWhereMoreIsCachedThanSent() {
    Map<String, Object> odd = with(ANSWER, "cached_token_count", 101);
    assertThat(counts(CODEX.log(odd))).containsEntry(Measure.TOKENS_INPUT, 100L);
  }

  @Test
  void countsOnlyTheEndOfAnAnswer() {
    assertThat(counts(CODEX.log(with(ANSWER, "event.kind", "response.created")))).isEmpty();
  }

  @Test
  @Tag("S-13")
  void datesARecordWithoutTimeByItsTimestamp() {
    Map<String, Object> earlier = with(ANSWER, "event.timestamp", "2026-03-01T23:59:59.999Z");
    assertThat(Telemetered.activity(CODEX.log(earlier), "2026-03-04"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.eventDate()).hasToString("2026-03-01"));
  }

  @Test
  void namesConversationAndTerminal() {
    assertThat(Telemetered.activity(CODEX.log(ANSWER), "2026-03-04"))
        .allSatisfy(
            row -> {
              assertThat(row.tool()).isEqualTo("codex");
              assertThat(row.sessionId()).isEqualTo("c-1");
              assertThat(row.terminal()).isEqualTo("vscode");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "codex.api_request, http.response.status_code, 200, api_requests, '', 317",
    "codex.api_request, http.response.status_code, 503, api_errors, 503, 317",
    "codex.api_request, attempt, 1, api_errors, '', 317",
    "codex.websocket_request, success, true, api_requests, '',",
    "codex.websocket_request, success, false, api_errors, '',",
  })
  void tellsAnswersFromFailuresAndHowLongTheyTook(
      String event,
      String key,
      String value,
      String measure,
      String status,
      @Nullable Long durationMs) {
    Activity row = only(CODEX.log(Map.of("event.name", event, key, value, "duration_ms", "317")));
    assertThat(row.measure()).hasToString(measure);
    assertThat(row.status()).isEqualTo(status);
    assertThat(row.durationMs()).isEqualTo(durationMs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"200", "401"})
  void takesTheListOfModelsForNoRequestToAModel(String status) {
    Map<String, Object> request =
        Map.of(
            "event.name", "codex.api_request",
            "http.response.status_code", status,
            "endpoint", "/models");
    assertThat(counts(CODEX.log(request))).isEmpty();
    assertThat(counts(CODEX.log(with(request, "endpoint", "/responses")))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "codex.conversation_starts, session.starts",
    "codex.user_prompt, prompts",
    "codex.tool_result, tool_calls",
  })
  void countsItsEvents(String event, String measure) {
    assertThat(only(CODEX.log(Map.of("event.name", event, "success", "true"))).measure())
        .hasToString(measure);
  }

  @ParameterizedTest
  @CsvSource({
    "approved, Config, accept, config",
    "approved_for_session, User, accept, user_accept",
    "denied, User, reject, user_reject",
    "abort, User, reject, user_reject",
  })
  void countsDecisionsOnPatches(String decision, String source, String verdict, String by) {
    Map<String, Object> decided =
        Map.of(
            "event.name",
            "codex.tool_decision",
            "tool_name",
            "apply_patch",
            "decision",
            decision,
            "source",
            source);
    Activity row = only(CODEX.log(decided));
    assertThat(row.decision()).isEqualTo(verdict);
    assertThat(row.decisionSource()).isEqualTo(by);
    assertThat(counts(CODEX.log(with(decided, "tool_name", "exec_command")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "input, tokens.input",
    "output, tokens.output",
    "reasoning_output, tokens.reasoning",
  })
  @Tag("S-20")
  void takesTokensOfHistogramsByTheirSum(String type, String measure) {
    Activity row = only(CODEX.histogram("codex.turn.token_usage", 900, Map.of("token_type", type)));
    assertThat(row.measure()).hasToString(measure);
    assertThat(row.qty()).isEqualTo(900);
  }

  @Test
  void saysOfCachedTokensThatTheyAreInTheInputToo() {
    assertThat(
            counts(
                CODEX.histogram(
                    "codex.turn.token_usage", 80, Map.of("token_type", "cached_input"))))
        .isEqualTo(Map.of(Measure.TOKENS_CACHE_READ, 80L, Measure.TOKENS_INPUT_CACHED, 80L));
  }

  @Test
  void ignoresTheTotalAmongTheTypes() {
    assertThat(counts(CODEX.histogram("codex.turn.token_usage", 1, Map.of("token_type", "total"))))
        .isEmpty();
  }

  @Test
  @Tag("S-21")
  void readsMillionthsOfADollar() {
    assertThat(counts(CODEX.histogram("codex.turn.cost_microusd", 1250, Map.of())))
        .isEqualTo(Map.of(Measure.COST_NANO_USD, 1_250_000L));
  }

  @Test
  @Tag("S-21")
  void readsTheDollarsOfATurn() {
    Map<String, Object> cost =
        Map.of("event.name", "codex.turn_cost", "model", "gpt-5.6", "turn.id", "t-1");
    Activity row = only(CODEX.log(with(cost, "usage.estimated_usd", "0.0001245")));
    assertThat(row.measure()).isEqualTo(Measure.COST_NANO_USD);
    assertThat(row.qty()).isEqualTo(124_500);
    assertThat(row.model()).isEqualTo("gpt-5.6");
    assertThat(counts(CODEX.log(cost))).isEmpty();
  }

  @Test
  void prefersLogRecordsToMetrics() {
    int log = only(CODEX.log(Map.of("event.name", "codex.user_prompt"))).precedence();
    int metric = only(CODEX.histogram("codex.turn.e2e_duration_ms", 5, Map.of())).precedence();
    assertThat(log).isLessThan(metric);
  }

  @Test
  void knowsACallByItsId() {
    Map<String, Object> call =
        Map.of("event.name", "codex.tool_result", "call_id", "call_1", "conversation.id", "c-1");
    long row = only(CODEX.log(call)).rowId();
    assertThat(only(CODEX.log(with(call, "relay", "r"))).rowId()).isEqualTo(row);
    assertThat(only(CODEX.log(with(call, "call_id", "call_2"))).rowId()).isNotEqualTo(row);
  }

  private static Map<String, Object> with(Map<String, Object> some, String key, Object value) {
    Map<String, Object> all = new HashMap<>(some);
    all.put(key, value);
    return all;
  }
}
