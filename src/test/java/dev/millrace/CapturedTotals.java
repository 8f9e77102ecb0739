package dev.millrace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.tools.Capture;
import dev.millrace.tools.ModelName;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the usage of a Claude Code capture has to be, by its truth.json. */
final class CapturedTotals {

  static final List<String> TOKENS =
      List.of("tokens_input", "tokens_output", "tokens_cache_read", "tokens_cache_creation");

  static final List<String> FIGURES =
      List.of(
          "people",
          "sessions",
          "session_starts",
          "cost_usd",
          "lines_added",
          "lines_removed",
          "commits",
          "pull_requests",
          "prompts",
          "tool_calls",
          "tool_calls_failed",
          "api_requests",
          "api_errors");

  private CapturedTotals() {}

  static Map<String, BigDecimal> of(Capture capture) {
    JsonNode truth = capture.truth();
    JsonNode decoded = truth.get("decoded");
    Map<String, BigDecimal> totals = new TreeMap<>();
    totals.put("people", count(distinct(truth, "user").size()));
    totals.put("sessions", count(sessions(truth).size()));
    totals.put("session_starts", metric(decoded, "session.count"));
    totals.put("cost_usd", metric(decoded, "cost.usage"));
    totals.put("lines_added", lines(truth, "added"));
    totals.put("lines_removed", lines(truth, "removed"));
    totals.put("commits", metric(decoded, "commit.count"));
    totals.put("pull_requests", metric(decoded, "pull_request.count"));
    totals.put("prompts", event(decoded, "user_prompt"));
    totals.put("tool_calls", event(decoded, "tool_result"));
    totals.put("tool_calls_failed", count(failedTools(truth)));
    totals.put("api_requests", event(decoded, "api_request"));
    totals.put("api_errors", event(decoded, "api_error"));
    return totals;
  }

  static Map<String, Long> tokensByModel(Capture capture) {
    Map<String, String> kinds =
        Map.of(
            "input", "tokens_input",
            "output", "tokens_output",
            "cacheRead", "tokens_cache_read",
            "cacheCreation", "tokens_cache_creation");
    Map<String, Long> tokens = new TreeMap<>();
    capture
        .truth()
        .get("decoded")
        .get("tokensFromMetrics")
        .properties()
        .forEach(
            entry -> {
              String[] parts = entry.getKey().split(" \\| ");
              if (entry.getValue().asLong() > 0) {
                tokens.merge(
                    ModelName.normal(parts[1]) + " " + kinds.get(parts[2]),
                    entry.getValue().asLong(),
                    Long::sum);
              }
            });
    return tokens;
  }

  private static Set<String> distinct(JsonNode truth, String member) {
    Set<String> values = new HashSet<>();
    truth.get("sessions").forEach(session -> values.add(session.get(member).asText()));
    return values;
  }

  /** A resumed conversation is one, however many processes it took. */
  private static Set<String> sessions(JsonNode truth) {
    Set<String> ids = new HashSet<>();
    truth
        .get("sessions")
        .forEach(session -> session.get("sessionIds").forEach(id -> ids.add(id.asText())));
    return ids;
  }

  private static int failedTools(JsonNode truth) {
    int failed = 0;
    for (JsonNode session : truth.get("sessions")) {
      for (JsonNode tool : session.get("tools")) {
        failed += tool.get("failed").asInt();
      }
    }
    return failed;
  }

  /** The books' lines, unless the payload is known to say otherwise. */
  private static BigDecimal lines(JsonNode truth, String kind) {
    for (JsonNode deviation : truth.get("deviations")) {
      if (deviation.get("what").asText().equals("claude_code.lines_of_code.count " + kind)) {
        return count(deviation.get("payload").asInt());
      }
    }
    return count(
        truth.get("totals").get(kind.equals("added") ? "linesAdded" : "linesRemoved").asInt());
  }

  /** The decoder adds doubles; nine digits are more than a cost has. */
  private static BigDecimal metric(JsonNode decoded, String name) {
    double total =
        decoded.get("metricTotals").path("claude_code." + name).path("total").asDouble(0);
    return BigDecimal.valueOf(total)
        .setScale(9, java.math.RoundingMode.HALF_UP)
        .stripTrailingZeros();
  }

  private static BigDecimal event(JsonNode decoded, String name) {
    return count(decoded.get("events").path(name).asInt(0));
  }

  private static BigDecimal count(int number) {
    return BigDecimal.valueOf(number).stripTrailingZeros();
  }
}
