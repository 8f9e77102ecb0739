package dev.millrace.usage;

import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Capture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Usage of what real tools other than Claude Code sent, against what an independent decoder adds
 * up. All of them count cached tokens among the input.
 */
class CapturedToolsTest {

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "codex-protobuf, tokensFromLogs, codex.sse_event gpt-5.5, gpt-5.5",
    "qwen-code-http, tokensFromLogs, qwen-code.api_response qwen3-coder-plus, qwen3-coder-plus",
    "gemini-cli-http, tokensFromLogs, gemini_cli.api_response gemini-2.5-pro, gemini-2.5-pro",
  })
  void countsTheTokensThatLogRecordsSay(String name, String where, String what, String model) {
    Capture capture = new Capture(name);
    JsonNode said = capture.decoded().get(where).get(what);
    long besideOutput = name.startsWith("gemini") ? said.get("reasoning").asLong() : 0;
    assertThat(tokens(usage(capture.activity())))
        .isEqualTo(
            Map.of(
                model + " input",
                said.get("input").asLong() - said.get("cachedInput").asLong(),
                model + " cache read",
                said.get("cachedInput").asLong(),
                model + " output",
                said.get("output").asLong() + besideOutput,
                model + " reasoning",
                said.get("reasoning").asLong()));
  }

  @ParameterizedTest
  @CsvSource({
    "copilot-cli-protobuf, chat, gen_ai.usage.input_tokens, gen_ai.usage.cache_read.input_tokens,"
        + " gen_ai.usage.output_tokens",
    "opencode-http, ai.streamText.doStream, ai.usage.inputTokens, ai.usage.cachedInputTokens,"
        + " ai.usage.outputTokens",
  })
  void countsTheTokensThatSpansSay(
      String name, String span, String input, String cached, String output) {
    Capture capture = new Capture(name);
    JsonNode said = capture.decoded().get("tokensFromSpans").get(span);
    List<UsageRow> usage = usage(capture.activity());
    assertThat(sum(usage, UsageRow::tokensInput))
        .isEqualTo(said.get(input).asLong() - said.get(cached).asLong());
    assertThat(sum(usage, UsageRow::tokensCacheRead)).isEqualTo(said.get(cached).asLong());
    assertThat(sum(usage, UsageRow::tokensOutput)).isEqualTo(said.get(output).asLong());
  }

  @ParameterizedTest
  @CsvSource({
    "codex-protobuf, 1, 1, 5, 0, 6, 1, 0, 0",
    "copilot-cli-protobuf, 1, 1, 5, 0, 6, 1, 5, 1",
    "gemini-cli-http, 1, 1, 5, 0, 6, 1, 5, 1",
    "qwen-code-http, 1, 1, 5, 1, 6, 0, 0, 0",
    "opencode-http, 1, 0, 4, 0, 5, 1, 0, 0",
  })
  void countsWhatWasDone(
      String name,
      long sessions,
      long prompts,
      long toolCalls,
      long failedCalls,
      long requests,
      long errors,
      long added,
      long removed) {
    List<UsageRow> usage = usage(new Capture(name).activity());
    assertThat(sum(usage, UsageRow::sessions)).isEqualTo(sessions);
    assertThat(sum(usage, UsageRow::prompts)).isEqualTo(prompts);
    assertThat(sum(usage, UsageRow::toolCalls)).isEqualTo(toolCalls);
    assertThat(sum(usage, UsageRow::toolCallsFailed)).isEqualTo(failedCalls);
    assertThat(sum(usage, UsageRow::apiRequests)).isEqualTo(requests);
    assertThat(sum(usage, row -> row.latency().count())).isEqualTo(requests);
    assertThat(sum(usage, UsageRow::apiErrors)).isEqualTo(errors);
    assertThat(sum(usage, UsageRow::linesAdded)).isEqualTo(added);
    assertThat(sum(usage, UsageRow::linesRemoved)).isEqualTo(removed);
  }

  @ParameterizedTest
  @CsvSource({"codex-protobuf", "copilot-cli-protobuf", "gemini-cli-http", "qwen-code-http"})
  @Tag("S-04")
  void countsTheSameTokensFromMetricsAlone(String name) {
    Capture capture = new Capture(name);
    List<Activity> metrics = only(capture, row -> row.source() == Source.METRIC);
    List<Activity> others = only(capture, row -> row.source() != Source.METRIC);
    assertThat(tokens(usage(metrics)))
        .isEqualTo(tokens(usage(others)))
        .isEqualTo(tokens(usage(capture.activity())))
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.tools.Capture#otherTools")
  void countsWhatWasSentTwiceOnce(String name) {
    List<Activity> once = new Capture(name).activity();
    List<Activity> twice = new ArrayList<>(once);
    twice.addAll(once);
    assertThat(usage(twice)).isEqualTo(usage(once));
  }

  private static Map<String, Long> tokens(List<UsageRow> usage) {
    Map<String, Long> tokens = new TreeMap<>();
    for (UsageRow row : usage) {
      if (!row.model().isEmpty()) {
        tokens.merge(row.model() + " input", row.tokensInput(), Long::sum);
        tokens.merge(row.model() + " cache read", row.tokensCacheRead(), Long::sum);
        tokens.merge(row.model() + " output", row.tokensOutput(), Long::sum);
        tokens.merge(row.model() + " reasoning", row.tokensReasoning(), Long::sum);
      }
    }
    return tokens;
  }

  private static List<Activity> only(Capture capture, Predicate<Activity> wanted) {
    return capture.activity().stream().filter(wanted).toList();
  }

  private List<UsageRow> usage(List<Activity> activity) {
    return new UsageOf(temp).on(Capture.DAY, Capture.DAY, activity);
  }
}
