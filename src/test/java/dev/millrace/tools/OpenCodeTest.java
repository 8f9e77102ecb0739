package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.counts;
import static dev.millrace.tools.Telemetered.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What opencode's spans, and its telemetry plugin's metrics and events, count. */
class OpenCodeTest {

  private static final String AFTER_NOON = "2026-03-04T12:01:00Z";
  private static final Telemetered OPENCODE = new Telemetered(Map.of(), "opencode");
  private static final Telemetered PLUGIN = new Telemetered(Map.of(), "com.opencode");

  private static final Map<String, Object> ANSWER =
      Map.of(
          "ai.model.id", "demo-coder",
          "session.id", "ses_1",
          "ai.telemetry.metadata.userId", "ada",
          "ai.usage.inputTokens", 100,
          "ai.usage.cachedInputTokens", 80,
          "ai.usage.outputTokens", 20,
          "ai.usage.reasoningTokens", 5,
          "gen_ai.usage.input_tokens", 100);

  @Test
  void countsTheInnerSpanOfARequest() {
    assertThat(counts(OPENCODE.span("ai.streamText.doStream", Duration.ofMillis(415), ANSWER)))
        .isEqualTo(
            Map.of(
                Measure.API_REQUESTS, 1L,
                Measure.TOKENS_INPUT, 20L,
                Measure.TOKENS_CACHE_READ, 80L,
                Measure.TOKENS_OUTPUT, 20L,
                Measure.TOKENS_REASONING, 5L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ai.streamText", "Session.updateMessage", "ai.generateText"})
  void countsNothingOfOtherSpans(String name) {
    assertThat(counts(OPENCODE.span(name, Duration.ofMillis(415), ANSWER))).isEmpty();
  }

  @Test
  void countsAFailedRequest() {
    Span failed =
        Span.newBuilder()
            .setName("ai.streamText.doStream")
            .setStatus(Status.newBuilder().setCode(StatusCode.STATUS_CODE_ERROR))
            .build();
    assertThat(counts(OPENCODE.span(failed))).isEqualTo(Map.of(Measure.API_ERRORS, 1L));
  }

  @Test
  void countsCallsOfTools() {
    Activity row =
        only(
            OPENCODE.span(
                "ai.toolCall", Duration.ofMillis(72), Map.of("ai.toolCall.name", "read")));
    assertThat(row.measure()).isEqualTo(Measure.TOOL_CALLS);
    assertThat(row.toolName()).isEqualTo("read");
    assertThat(row.durationMs()).isEqualTo(72);
  }

  @Test
  void saysUnderWhichCircumstances() {
    assertThat(
            Telemetered.activity(
                OPENCODE.span("ai.streamText.doStream", Duration.ZERO, ANSWER), "2026-03-04"))
        .allSatisfy(
            row -> {
              assertThat(row.tool()).isEqualTo("opencode");
              assertThat(row.person()).isEqualTo("ada");
              assertThat(row.sessionId()).isEqualTo("ses_1");
            });
  }

  @ParameterizedTest
  @CsvSource({"opencode.token.usage", "claude_code.token.usage"})
  @Tag("S-14")
  void knowsThePluginWhateverItsPrefix(String metric) {
    Activity row = only(PLUGIN.delta(metric, AFTER_NOON, 7, Map.of("type", "input")));
    assertThat(row.tool()).isEqualTo("opencode");
    assertThat(row.measure()).isEqualTo(Measure.TOKENS_INPUT);
  }

  @Test
  void addsReasoningToTheOutputOfThePlugin() {
    assertThat(
            counts(
                PLUGIN.delta("opencode.token.usage", AFTER_NOON, 7, Map.of("type", "reasoning"))))
        .isEqualTo(Map.of(Measure.TOKENS_REASONING, 7L, Measure.TOKENS_OUTPUT, 7L));
  }

  @Test
  void countsThePluginsEvents() {
    assertThat(
            counts(
                PLUGIN.log(
                    Map.of("event.name", "api_request", "output_tokens", 7, "cost_usd", 0.5))))
        .isEqualTo(
            Map.of(
                Measure.API_REQUESTS, 1L,
                Measure.TOKENS_OUTPUT, 7L,
                Measure.COST_NANO_USD, 500_000_000L));
  }

  @ParameterizedTest
  @CsvSource({
    "edit, '', accept, once, accept, user_once",
    "edit, '', accept, always, accept, user_always",
    "edit, '', reject, reject, reject, user_reject",
    "Edit this file: A.java, edit, reject, once, accept, user_once",
    "edit, '', accept, config, accept, config",
  })
  void countsWhatPeopleAnsweredAboutEdits(
      String name, String type, String said, String answer, String decision, String by) {
    Activity row = only(PLUGIN.log(asked(name, type, said, answer)));
    assertThat(row.measure()).isEqualTo(Measure.EDITS);
    assertThat(row.toolName()).isEqualTo("edit");
    assertThat(row.decision()).isEqualTo(decision);
    assertThat(row.decisionSource()).isEqualTo(by);
  }

  @Test
  void countsNoAnswersAboutOtherTools() {
    assertThat(counts(PLUGIN.log(asked("bash", "", "accept", "once")))).isEmpty();
    assertThat(counts(PLUGIN.log(asked("git push", "bash", "accept", "once")))).isEmpty();
  }

  private static Map<String, Object> asked(String name, String type, String said, String answer) {
    return Map.of(
        "event.name", "tool_decision",
        "tool_name", name,
        "tool_type", type,
        "decision", said,
        "source", answer);
  }

  @Test
  void ignoresTheGaugeThatRepeatsACounter() {
    Gauge gauge =
        Gauge.newBuilder().addDataPoints(NumberDataPoint.newBuilder().setAsInt(5)).build();
    Metric metric =
        Metric.newBuilder().setName("opencode.lines_of_code.total").setGauge(gauge).build();
    assertThat(counts(PLUGIN.metrics(metric))).isEmpty();
  }
}
