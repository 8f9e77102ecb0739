package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Capture;
import dev.millrace.tools.ModelName;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Usage of what real clients sent, against what an independent decoder adds up. */
class CapturedUsageTest {

  @TempDir Path temp;

  @ParameterizedTest
  @MethodSource("dev.millrace.tools.Capture#claudeCode")
  void countsWhatWasSent(String name) {
    Capture capture = new Capture(name);
    assertThat(counted(usage(capture.activity()))).isEqualTo(sent(capture.decoded()));
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.tools.Capture#claudeCode")
  @Tag("S-04")
  void countsTheSameTokensByModelFromEventsAlone(String name) {
    Capture capture = new Capture(name);
    List<Activity> events = only(capture, row -> row.source() == Activity.Source.LOG);
    List<Activity> metrics = only(capture, row -> row.source() == Activity.Source.METRIC);
    assertThat(tokens(usage(events))).isEqualTo(tokens(usage(metrics))).isNotEmpty();
    assertThat(sum(usage(events), row -> row.costNanoUsd() == null ? 0 : row.costNanoUsd()))
        .isEqualTo(sum(usage(metrics), row -> row.costNanoUsd() == null ? 0 : row.costNanoUsd()));
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.tools.Capture#claudeCode")
  void countsWhatWasSentTwiceOnce(String name) {
    List<Activity> once = new Capture(name).activity();
    List<Activity> twice = new ArrayList<>(once);
    twice.addAll(once);
    assertThat(usage(twice)).isEqualTo(usage(once));
  }

  @Test
  void countsAResumedConversationAsOneSession() {
    List<UsageRow> usage = usage(new Capture("claude-code-resume").activity());
    assertThat(sum(usage, UsageRow::sessions)).isEqualTo(1);
    assertThat(sum(usage, UsageRow::sessionStarts)).isEqualTo(3);
  }

  @Test
  void countsEverySessionOfAPerson() {
    List<UsageRow> usage = usage(new Capture("claude-code-api-errors").activity());
    assertThat(usage).extracting(UsageRow::person).doesNotContainNull();
    assertThat(usage.stream().map(UsageRow::person).distinct()).hasSize(3);
    assertThat(sum(usage, UsageRow::sessions)).isEqualTo(5);
  }

  /** Sums of usage under the names of the sums that {@link #sent} finds. */
  private static Map<String, Object> counted(List<UsageRow> usage) {
    Map<String, Object> sums = new TreeMap<>();
    sums.put("tokens", tokens(usage));
    sums.put("cost", sum(usage, row -> row.costNanoUsd() == null ? 0 : row.costNanoUsd()));
    sums.put("lines", sum(usage, row -> row.linesAdded() + row.linesRemoved()));
    sums.put("commits", sum(usage, UsageRow::commits));
    sums.put("pull requests", sum(usage, UsageRow::pullRequests));
    sums.put("edits", sum(usage, row -> row.editsAccepted() + row.editsRejected()));
    sums.put("active", sum(usage, row -> row.activeMsCli() + row.activeMsUser()));
    sums.put("starts", sum(usage, UsageRow::sessionStarts));
    sums.put("prompts", sum(usage, UsageRow::prompts));
    sums.put("tool calls", sum(usage, UsageRow::toolCalls));
    sums.put("requests", sum(usage, UsageRow::apiRequests));
    sums.put("timed", sum(usage, row -> row.latency().count()));
    sums.put("errors", sum(usage, UsageRow::apiErrors));
    return sums;
  }

  /** A model and a kind of tokens, by the name that usage has for the model. */
  private static String named(String sent) {
    String[] parts = sent.split(" \\| ");
    return ModelName.normal(parts[0]) + " | " + parts[1];
  }

  private static Map<String, Object> sent(JsonNode decoded) {
    JsonNode events = decoded.get("events");
    Map<String, Object> sums = new TreeMap<>();
    Map<String, Long> tokens = new TreeMap<>();
    decoded
        .get("tokensFromMetrics")
        .properties()
        .forEach(
            entry ->
                tokens.put(
                    named(entry.getKey().replace("claude_code.token.usage | ", "")),
                    entry.getValue().asLong()));
    sums.put("tokens", tokens);
    sums.put("cost", total(decoded, "cost.usage", 9));
    sums.put("lines", total(decoded, "lines_of_code.count", 0));
    sums.put("commits", total(decoded, "commit.count", 0));
    sums.put("pull requests", total(decoded, "pull_request.count", 0));
    sums.put("edits", total(decoded, "code_edit_tool.decision", 0));
    sums.put("active", total(decoded, "active_time.total", 3));
    sums.put("starts", total(decoded, "session.count", 0));
    sums.put("prompts", events.path("user_prompt").asLong(0));
    sums.put("tool calls", events.path("tool_result").asLong(0));
    sums.put("requests", events.path("api_request").asLong(0));
    sums.put("timed", events.path("api_request").asLong(0));
    sums.put("errors", events.path("api_error").asLong(0));
    return sums;
  }

  private static long total(JsonNode decoded, String metric, int decimals) {
    JsonNode total = decoded.get("metricTotals").path("claude_code." + metric).path("total");
    return new BigDecimal(total.asText("0").isEmpty() ? "0" : total.asText("0"))
        .movePointRight(decimals)
        .longValueExact();
  }

  private static Map<String, Long> tokens(List<UsageRow> usage) {
    Map<String, Long> tokens = new TreeMap<>();
    for (UsageRow row : usage) {
      if (!row.model().isEmpty()) {
        tokens.merge(row.model() + " | input", row.tokensInput(), Long::sum);
        tokens.merge(row.model() + " | output", row.tokensOutput(), Long::sum);
        tokens.merge(row.model() + " | cacheRead", row.tokensCacheRead(), Long::sum);
        tokens.merge(row.model() + " | cacheCreation", row.tokensCacheCreation(), Long::sum);
      }
    }
    return tokens;
  }

  private static long sum(List<UsageRow> usage, ToLongFunction<UsageRow> quantity) {
    return usage.stream().mapToLong(quantity).sum();
  }

  private static List<Activity> only(Capture capture, Predicate<Activity> wanted) {
    return capture.activity().stream().filter(wanted).toList();
  }

  private List<UsageRow> usage(List<Activity> activity) {
    return new UsageOf(temp).on(Capture.DAY, Capture.DAY, activity);
  }
}
