package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.counts;
import static dev.millrace.tools.Telemetered.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Gemini CLI and its fork Qwen Code count. */
class GeminiTest {

  private static final String AFTER_NOON = "2026-03-04T12:01:00Z";
  private static final Telemetered GEMINI =
      new Telemetered(
          Map.of("service.name", "gemini-cli", "service.version", "v22.23.3"), "gemini-cli");
  private static final Telemetered QWEN = new Telemetered(Map.of(), "qwen-code");

  private static Map<String, Object> answer(String event) {
    return Map.of(
        "event.name", event,
        "session.id", "s-1",
        "input_token_count", 100,
        "cached_content_token_count", 60,
        "output_token_count", 10,
        "thoughts_token_count", 4,
        "total_token_count", 114,
        "duration_ms", 393);
  }

  @Test
  @Tag("S-12")
  void takesCachedTokensOffTheInputAndAddsThoughtsToTheOutput() {
    assertThat(counts(GEMINI.log(answer("gemini_cli.api_response"))))
        .isEqualTo(
            Map.of(
                Measure.API_REQUESTS, 1L,
                Measure.TOKENS_INPUT, 40L,
                Measure.TOKENS_CACHE_READ, 60L,
                Measure.TOKENS_OUTPUT, 14L,
                Measure.TOKENS_REASONING, 4L));
  }

  @Test
  void findsQwensThoughtsInItsOutput() {
    assertThat(counts(QWEN.log(answer("qwen-code.api_response"))))
        .containsEntry(Measure.TOKENS_OUTPUT, 10L)
        .containsEntry(Measure.TOKENS_REASONING, 4L);
  }

  @ParameterizedTest
  @CsvSource({
    "input, tokens.input, ''",
    "tool, tokens.input, ''",
    "output, tokens.output, ''",
    "cache, tokens.cache_read, tokens.input_cached",
    "thought, tokens.reasoning, tokens.output",
  })
  void countsTheMetricsTokens(String type, String measure, String other) {
    assertThat(
            Telemetered.activity(
                GEMINI.point(
                    "gemini_cli.token.usage",
                    true,
                    "2026-03-04T12:00:00Z",
                    AFTER_NOON,
                    7,
                    Map.of("type", type)),
                "2026-03-04"))
        .allSatisfy(row -> assertThat(row.qty()).isEqualTo(7))
        .extracting(row -> row.measure().toString())
        .containsExactly(other.isEmpty() ? new String[] {measure} : new String[] {measure, other});
  }

  @Test
  void keepsTheTwoThingsThatAPointSaysApart() {
    assertThat(
            Telemetered.activity(
                GEMINI.delta("gemini_cli.token.usage", AFTER_NOON, 7, Map.of("type", "cache")),
                "2026-03-04"))
        .extracting(Activity::seriesId)
        .doesNotHaveDuplicates();
  }

  @Test
  void countsNothingThatTheConventionsRepeat() {
    assertThat(
            counts(
                GEMINI.histogram(
                    "gen_ai.client.token.usage", 7, Map.of("gen_ai.token.type", "input"))))
        .isEmpty();
    assertThat(
            counts(
                GEMINI.log(
                    Map.of(
                        "event.name", "gen_ai.client.inference.operation.details",
                        "gen_ai.usage.input_tokens", 7,
                        "gen_ai.usage.output_tokens", 7))))
        .isEmpty();
    assertThat(
            counts(
                GEMINI.span(
                    "llm_call", Duration.ofSeconds(1), Map.of("gen_ai.operation.name", "chat"))))
        .isEmpty();
  }

  @Test
  void prefersTheMetricOfTokensAndElseLogRecords() {
    int tokens =
        only(GEMINI.delta("gemini_cli.token.usage", AFTER_NOON, 7, Map.of("type", "input")))
            .precedence();
    int log = only(GEMINI.log(Map.of("event.name", "gemini_cli.user_prompt"))).precedence();
    int calls =
        only(GEMINI.delta("gemini_cli.tool.call.count", AFTER_NOON, 7, Map.of())).precedence();
    assertThat(tokens).isLessThan(log);
    assertThat(log).isLessThan(calls);
  }

  @Test
  void prefersLogRecordsToRunningTotalsThatARelaySummedUp() {
    Map<String, Object> input = Map.of("type", "input");
    for (Telemetered tool : List.of(GEMINI, QWEN)) {
      String prefix = tool == GEMINI ? "gemini_cli." : "qwen-code.";
      Telemetered relay = tool.withScope("aggregationprocessor");
      int summedUp = only(relay.delta(prefix + "token.usage", AFTER_NOON, 7.0, input)).precedence();
      int log = only(tool.log(Map.of("event.name", prefix + "user_prompt"))).precedence();
      assertThat(log).isLessThan(summedUp);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, '', api_requests",
    "503, ApiError, api_errors",
    "503, '', ''",
  })
  void countsAFailedRequestOnce(String status, String error, String measure) {
    Map<Measure, Long> counts =
        counts(
            GEMINI.delta(
                "gemini_cli.api.request.count",
                AFTER_NOON,
                1,
                error.isEmpty()
                    ? Map.of("status_code", status)
                    : Map.of("status_code", status, "error_type", error)));
    assertThat(counts.keySet().stream().map(Measure::toString))
        .isEqualTo(measure.isEmpty() ? List.of() : List.of(measure));
  }

  @ParameterizedTest
  @CsvSource({
    "gemini_cli.lines.changed, type, added, lines.added",
    "gemini_cli.lines.changed, type, removed, lines.removed",
    "gemini_cli.session.count, '', '', session.starts",
    "gemini_cli.tool.call.count, function_name, read_file, tool_calls",
  })
  void countsItsOtherMetrics(String metric, String key, String value, String measure) {
    Map<String, Object> attributes = key.isEmpty() ? Map.of() : Map.of(key, value);
    assertThat(only(GEMINI.delta(metric, AFTER_NOON, 3, attributes)).measure())
        .hasToString(measure);
  }

  @ParameterizedTest
  @CsvSource({
    "accept, accept, ''",
    "auto_accept, accept, config",
    "modify, accept, user_modify",
    "reject, reject, user_reject",
  })
  void countsDecisionsOnEdits(String decision, String verdict, String by) {
    assertThat(
            Telemetered.activity(
                GEMINI.log(
                    Map.of(
                        "event.name",
                        "gemini_cli.tool_call",
                        "function_name",
                        "replace",
                        "success",
                        true,
                        "decision",
                        decision)),
                "2026-03-04"))
        .filteredOn(row -> row.measure() == Measure.EDITS)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.decision()).isEqualTo(verdict);
              assertThat(row.decisionSource()).isEqualTo(by);
            });
  }

  @Test
  void doesNotTakeTheVersionOfNodeForItsOwn() {
    assertThat(only(GEMINI.log(Map.of("event.name", "gemini_cli.user_prompt"))).toolVersion())
        .isEmpty();
  }

  @Test
  void knowsQwensStartWithoutPrefix() {
    assertThat(only(QWEN.log(Map.of("event.name", "session.start", "session.id", "s"))).measure())
        .isEqualTo(Measure.SESSION_STARTS);
  }
}
