package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.CLAUDE_CODE;
import static dev.millrace.tools.Telemetered.counts;
import static dev.millrace.tools.Telemetered.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claude Code's spans, and Cowork, which sends what Claude Code sends. */
class ClaudeFamilyTest {

  private static final String AFTER_NOON = "2026-03-04T12:01:00Z";
  private static final Telemetered TRACING =
      CLAUDE_CODE.withScope("com.anthropic.claude_code.tracing");

  private static final Map<String, Object> REQUEST =
      Map.of(
          "model", "claude-opus-5",
          "input_tokens", 2,
          "output_tokens", 1200,
          "cache_read_tokens", 84562,
          "cache_creation_tokens", 7096,
          "success", true,
          "duration_ms", 1831);

  @Test
  void countsTokensOfSpans() {
    assertThat(counts(TRACING.span("claude_code.llm_request", Duration.ZERO, REQUEST)))
        .isEqualTo(
            Map.of(
                Measure.API_REQUESTS, 1L,
                Measure.TOKENS_INPUT, 2L,
                Measure.TOKENS_OUTPUT, 1200L,
                Measure.TOKENS_CACHE_READ, 84562L,
                Measure.TOKENS_CACHE_CREATION, 7096L));
  }

  @ParameterizedTest
  @CsvSource({
    "claude_code.interaction, true, prompts",
    "claude_code.tool.execution, true, tool_calls",
    "claude_code.llm_request, false, api_errors",
  })
  void countsItsOtherSpans(String name, boolean success, String measure) {
    assertThat(only(TRACING.span(name, Duration.ZERO, Map.of("success", success))).measure())
        .hasToString(measure);
  }

  @ParameterizedTest
  @CsvSource({"claude_code.tool", "claude_code.tool.blocked_on_user", "claude_code.hook"})
  void countsNothingOfSpansAroundOthers(String name) {
    assertThat(counts(TRACING.span(name, Duration.ZERO, Map.of("tool_name", "Edit")))).isEmpty();
  }

  @Test
  void prefersMetricsThenEventsThenSpans() {
    int metric =
        only(CLAUDE_CODE.delta("claude_code.commit.count", AFTER_NOON, 1, Map.of())).precedence();
    int event = only(CLAUDE_CODE.event("user_prompt", AFTER_NOON, Map.of())).precedence();
    int span = only(TRACING.span("claude_code.interaction", Duration.ZERO, Map.of())).precedence();
    assertThat(new int[] {metric, event, span}).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void prefersWhatCameDirectlyToWhatARelaySummedUp() {
    int direct =
        only(CLAUDE_CODE.delta("claude_code.commit.count", AFTER_NOON, 1, Map.of())).precedence();
    int relayed =
        only(CLAUDE_CODE
                .withScope("aggregationprocessor")
                .delta("claude_code.commit.count", AFTER_NOON, 1.0, Map.of()))
            .precedence();
    assertThat(direct).isLessThan(relayed);
  }

  @Test
  void knowsCoworkByItsServiceOrItsSurface() {
    Telemetered service = CLAUDE_CODE.withResource(Map.of("service.name", "cowork"));
    assertThat(only(service.delta("claude_code.commit.count", AFTER_NOON, 1, Map.of())).tool())
        .isEqualTo("cowork");
    assertThat(
            only(CLAUDE_CODE.event("user_prompt", AFTER_NOON, Map.of("cowork.surface", "desktop")))
                .tool())
        .isEqualTo("cowork");
  }

  @Test
  void isNotMisledByAServiceThatIsCalledCowork() {
    Telemetered other =
        CLAUDE_CODE.withResource(Map.of("service.name", "cowork")).withScope("our.own.scope");
    assertThat(counts(other.delta("commit.count", AFTER_NOON, 1, Map.of()))).isEmpty();
  }
}
