package dev.millrace.tools;

import dev.millrace.tools.Fact.Asking;
import dev.millrace.tools.Fact.Decision;
import dev.millrace.tools.Fact.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics and log records of Gemini CLI and its forks say by the names they have without
 * their prefix.
 *
 * @param types the values of {@code type} of the metric of tokens
 * @param counts the attributes of answers that count tokens
 * @param editTools the tools whose decisions are decisions on edits
 * @see <a href="https://geminicli.com/docs/cli/telemetry">Gemini CLI documentation, "Observability
 *     with OpenTelemetry"</a>
 */
record GeminiFacts(TokenNames types, TokenNames counts, Set<String> editTools) {

  /** The facts of a tool that counts the tokens of its thoughts as that kind. */
  static GeminiFacts of(TokenKind thoughts, Set<String> editTools) {
    return new GeminiFacts(
        new TokenNames(
            Map.of(
                "input", TokenKind.INPUT,
                "tool", TokenKind.INPUT,
                "cache", TokenKind.CACHE_READ_IN_INPUT,
                "output", TokenKind.OUTPUT,
                "thought", thoughts)),
        new TokenNames(
            Map.of(
                "input_token_count", TokenKind.INPUT,
                "tool_token_count", TokenKind.INPUT,
                "cached_content_token_count", TokenKind.CACHE_READ_IN_INPUT,
                "output_token_count", TokenKind.OUTPUT,
                "thoughts_token_count", thoughts)),
        editTools);
  }

  /**
   * Tokens are the metric's, where there are two ways; how long things took only events say. A
   * relay that sums up takes each running total of the metric for more tokens, but passes events on
   * as they are.
   */
  static int preference(Telemetry record) {
    if (record instanceof Point point) {
      boolean ofTokens = point.metric().endsWith(".token.usage");
      return ofTokens && !point.sender().relayed() ? 0 : 2;
    }
    return 1;
  }

  List<Fact> of(Point point, String name) {
    Quantity value = point.value();
    return switch (name) {
      case "token.usage" -> types.facts(text(point, "type"), value, asking(point));
      case "lines.changed" -> Lines.facts(text(point, "type"), value);
      case "session.count" -> List.of(Fact.of(Measure.SESSION_STARTS, value.count()));
      case "tool.call.count" -> toolCalls(point, value.count(), null);
      case "api.request.count" -> requests(point, value.count());
      default -> List.of();
    };
  }

  /** A request that failed is in the metric twice, once with the type of its error. */
  private static List<Fact> requests(Point point, long count) {
    String status = text(point, "status_code");
    if (!text(point, "error_type").isEmpty()) {
      return List.of(
          Fact.of(Measure.API_ERRORS, count).by(asking(point)).ended(new Outcome(status, null)));
    }
    return status.startsWith("2")
        ? List.of(Fact.of(Measure.API_REQUESTS, count).by(asking(point)))
        : List.of();
  }

  List<Fact> of(Event event, String name) {
    return switch (name) {
      case "session.start" -> List.of(Fact.of(Measure.SESSION_STARTS, 1));
      case "user_prompt" -> List.of(Fact.of(Measure.PROMPTS, 1));
      case "api_response" -> answer(event);
      case "api_error" ->
          List.of(
              Fact.of(Measure.API_ERRORS, 1)
                  .by(asking(event))
                  .ended(new Outcome(text(event, "status_code"), event.durationMs())));
      case "tool_call" -> toolCalls(event, 1, event.durationMs());
      default -> List.of();
    };
  }

  private List<Fact> answer(Event event) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Measure.API_REQUESTS, 1).by(asking(event)).ended(Outcome.answered(event)));
    facts.addAll(counts.facts(event, asking(event)));
    return List.copyOf(facts);
  }

  private List<Fact> toolCalls(Telemetry record, long count, @Nullable Long durationMs) {
    String tool = text(record, "function_name");
    Fact calls =
        Fact.of(Measure.TOOL_CALLS, count)
            .with(tool)
            .ended(new Outcome(Outcome.statusOf(text(record, "success")), durationMs));
    String decision = text(record, "decision");
    return decision.isEmpty() || !editTools.contains(tool)
        ? List.of(calls)
        : List.of(calls, Fact.of(Measure.EDITS, count).with(tool).decided(decided(decision)));
  }

  /** Only a change or a refusal shows that somebody looked. */
  private static Decision decided(String decision) {
    return switch (decision) {
      case "accept" -> new Decision("accept", "", "");
      case "auto_accept" -> new Decision("accept", "config", "");
      case "modify" -> new Decision("accept", "user_modify", "");
      case "reject" -> new Decision("reject", "user_reject", "");
      default -> Decision.NONE;
    };
  }

  private static Asking asking(Telemetry record) {
    return new Asking(text(record, "model"), "");
  }

  private static String text(Telemetry record, String key) {
    return record.attributes().text(key);
  }
}
