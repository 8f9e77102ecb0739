package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.counts;
import static dev.millrace.tools.Telemetered.only;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GitHub Copilot counts in the terminal, and what both of it have in common. */
class CopilotTest {

  private static final String AFTER_NOON = "2026-03-04T12:01:00Z";
  private static final Telemetered CLI = new Telemetered(Map.of(), "github.copilot");

  private static final Map<String, Object> ANSWER =
      Map.of(
          "gen_ai.operation.name",
          "chat",
          "gen_ai.conversation.id",
          "c-1",
          "gen_ai.request.model",
          "auto",
          "gen_ai.response.model",
          "gpt-5.1",
          "gen_ai.usage.input_tokens",
          100,
          "gen_ai.usage.cache_read.input_tokens",
          70,
          "gen_ai.usage.cache_creation.input_tokens",
          10,
          "gen_ai.usage.output_tokens",
          9,
          "gen_ai.usage.reasoning.output_tokens",
          4,
          "github.copilot.cost",
          1.0);

  @Test
  void countsARequestAndLeavesCostOfNoUnitAlone() {
    assertThat(counts(CLI.span("chat gpt-5.1", Duration.ofMillis(295), ANSWER)))
        .isEqualTo(
            Map.of(
                Measure.API_REQUESTS, 1L,
                Measure.TOKENS_INPUT, 20L,
                Measure.TOKENS_CACHE_READ, 70L,
                Measure.TOKENS_CACHE_CREATION, 10L,
                Measure.TOKENS_OUTPUT, 9L,
                Measure.TOKENS_REASONING, 4L));
  }

  @ParameterizedTest
  @CsvSource({
    "gen_ai.usage.cache_write.input_tokens, gen_ai.usage.cache_creation.input_tokens,"
        + " tokens.cache_creation",
    "gen_ai.usage.reasoning.output_tokens, gen_ai.usage.reasoning_tokens, tokens.reasoning",
  })
  void countsOnceWhatIsSaidUnderTheNameOrTheEarlierNameOrBoth(
      String name, String earlierName, String measure) {
    Map<String, Object> answer = new HashMap<>(ANSWER);
    answer.keySet().removeAll(Set.of(name, earlierName));
    Map<String, Object> underTheName = with(answer, name, 10);
    Map<String, Object> underTheEarlierName = with(answer, earlierName, 10);
    Map<Measure, Long> counts = counts(CLI.span("chat", Duration.ZERO, underTheName));
    assertThat(counts)
        .anySatisfy(
            (counted, quantity) -> {
              assertThat(counted).hasToString(measure);
              assertThat(quantity).isEqualTo(10);
            });
    assertThat(counts(CLI.span("chat", Duration.ZERO, underTheEarlierName))).isEqualTo(counts);
    assertThat(counts(CLI.span("chat", Duration.ZERO, with(underTheName, earlierName, 10))))
        .isEqualTo(counts);
  }

  @Test
  void takesWhatIsWrittenToACacheOffTheInput() {
    Map<String, Object> answer = new HashMap<>(ANSWER);
    answer.remove("gen_ai.usage.cache_creation.input_tokens");
    Map<String, Object> written = with(answer, "gen_ai.usage.cache_write.input_tokens", 10);
    assertThat(counts(CLI.span("chat", Duration.ZERO, written)))
        .containsEntry(Measure.TOKENS_INPUT, 20L);
  }

  @Test
  void saysUnderWhichCircumstances() {
    assertThat(Telemetered.activity(CLI.span("chat", Duration.ofMillis(295), ANSWER), "2026-03-04"))
        .allSatisfy(
            row -> {
              assertThat(row.tool()).isEqualTo("copilot-cli");
              assertThat(row.terminal()).isEqualTo("cli");
              assertThat(row.sessionId()).isEqualTo("c-1");
              assertThat(row.model()).isEqualTo("gpt-5.1");
            })
        .first()
        .satisfies(row -> assertThat(row.durationMs()).isEqualTo(295));
  }

  @ParameterizedTest
  @CsvSource({"github-copilot, copilot-cli", "copilot-chat, copilot-chat", "ours, genai"})
  void areKnownByTheirServiceWhereTheScopeIsRenamed(String service, String tool) {
    Telemetered renamed = new Telemetered(Map.of("service.name", service), "our.scope");
    assertThat(Telemetered.activity(renamed.span("chat", Duration.ZERO, ANSWER), "2026-03-04"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.tool()).isEqualTo(tool));
    String tokens = "gen_ai.client.token.usage";
    assertThat(only(renamed.histogram(tokens, 7, Map.of("gen_ai.token.type", "input"))).tool())
        .isEqualTo(tool);
  }

  @Test
  void areNotKnownByTheirServiceAlone() {
    Telemetered other = new Telemetered(Map.of("service.name", "github-copilot"), "our.scope");
    assertThat(counts(other.delta("commit.count", AFTER_NOON, 1, Map.of()))).isEmpty();
    assertThat(counts(other.span("GET /", Duration.ZERO, Map.of()))).isEmpty();
  }

  @Test
  void countsAFailedRequest() {
    Map<String, Object> failed =
        Map.of("gen_ai.operation.name", "chat", "error.type", "ModelCallError");
    assertThat(counts(CLI.span("chat", Duration.ZERO, failed)))
        .isEqualTo(Map.of(Measure.API_ERRORS, 1L));
  }

  @Test
  void countsAnAgentsPromptAndItsTotalsBehindThoseOfRequests() {
    Map<String, Object> agent = new HashMap<>(ANSWER);
    agent.put("gen_ai.operation.name", "invoke_agent");
    Export totals = CLI.span("invoke_agent", Duration.ofSeconds(3), agent);
    assertThat(counts(totals)).containsEntry(Measure.PROMPTS, 1L).containsKey(Measure.TOKENS_INPUT);
    Activity request =
        Telemetered.activity(CLI.span("chat", Duration.ofSeconds(3), ANSWER), "2026-03-04").get(0);
    assertThat(Telemetered.activity(totals, "2026-03-04"))
        .extracting(Activity::precedence)
        .allMatch(precedence -> precedence > request.precedence());
  }

  @Test
  void countsNoPromptOfAnAgentWithinAnother() {
    Span nested =
        Span.newBuilder()
            .setName("invoke_agent")
            .setParentSpanId(ByteString.copyFromUtf8("parent"))
            .addAttributes(Telemetered.pair("gen_ai.operation.name", "invoke_agent"))
            .build();
    assertThat(counts(CLI.span(nested))).isEmpty();
  }

  @Test
  void countsTheLinesThatASessionSaysAtItsEnd() {
    Span last =
        Span.newBuilder()
            .setName("invoke_agent")
            .addAttributes(Telemetered.pair("gen_ai.operation.name", "invoke_agent"))
            .addEvents(happened("github.copilot.session.truncation", 5))
            .addEvents(happened("github.copilot.session.shutdown", 12))
            .build();
    assertThat(counts(CLI.span(last)))
        .isEqualTo(
            Map.of(Measure.PROMPTS, 1L, Measure.LINES_ADDED, 12L, Measure.LINES_REMOVED, 6L));
  }

  @Test
  void prefersLinesOfMetricsToThoseOfSpans() {
    int metric =
        only(CLI.delta("github.copilot.code.lines_added", AFTER_NOON, 1, Map.of())).precedence();
    int span =
        Telemetered.activity(CLI.span("chat", Duration.ZERO, ANSWER), "2026-03-04")
            .get(0)
            .precedence();
    assertThat(metric).isLessThan(span);
  }

  @Test
  void countsCallsOfTools() {
    Activity row =
        only(
            CLI.span(
                "execute_tool bash",
                Duration.ofMillis(184),
                Map.of("gen_ai.operation.name", "execute_tool", "gen_ai.tool.name", "bash")));
    assertThat(row.measure()).isEqualTo(Measure.TOOL_CALLS);
    assertThat(row.toolName()).isEqualTo("bash");
    assertThat(row.status()).isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource({
    "github.copilot.code.lines_added, '', '', lines.added",
    "github.copilot.code.lines_removed, '', '', lines.removed",
    "github.copilot.tool.call.count, success, true, tool_calls",
    "copilot_chat.lines_of_code.count, type, added, lines.added",
    "copilot_chat.session.count, '', '', session.starts",
    "copilot_chat.pull_request.count, '', '', pull_requests",
    "copilot_chat.tool.call.count, success, true, tool_calls",
  })
  void countsTheirOwnMetrics(String metric, String key, String value, String measure) {
    Map<String, Object> attributes = key.isEmpty() ? Map.of() : Map.of(key, value);
    Activity row = only(CLI.withScope("").delta(metric, AFTER_NOON, 3, attributes));
    assertThat(row.measure()).hasToString(measure);
    assertThat(row.tool()).isEqualTo(metric.startsWith("github") ? "copilot-cli" : "copilot-chat");
  }

  private static Span.Event happened(String name, int lines) {
    return Span.Event.newBuilder()
        .setName(name)
        .addAttributes(Telemetered.pair("github.copilot.lines_added", lines))
        .addAttributes(Telemetered.pair("github.copilot.lines_removed", lines / 2))
        .build();
  }

  private static Map<String, Object> with(Map<String, Object> some, String key, Object value) {
    Map<String, Object> all = new HashMap<>(some);
    all.put(key, value);
    return all;
  }
}
