package dev.millrace.tools;

import dev.millrace.tools.Fact.Asking;
import dev.millrace.tools.Fact.Decision;
import dev.millrace.tools.Fact.Outcome;
import dev.millrace.tools.Point.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Claude Code's metrics, events and spans say by the names they have without their prefix,
 * which tools modelled on it share.
 *
 * @param types the values of {@code type} of its metric of tokens
 * @param counts the attributes of its requests that count tokens
 * @param editTools the tools whose decisions are decisions on edits
 * @see <a href="https://code.claude.com/docs/en/monitoring-usage">Claude Code documentation,
 *     "Monitoring"</a>
 */
record ClaudeFacts(TokenNames types, TokenNames counts, Set<String> editTools) {

  /** What the point of the metric of that name says. */
  List<Fact> of(Point point, String name) {
    Quantity value = point.value();
    if (point.kind() != Kind.SUM) {
      return List.of();
    }
    return switch (name) {
      case "token.usage" -> types.facts(text(point, "type"), value, asking(point));
      case "cost.usage" ->
          List.of(Fact.of(Measure.COST_NANO_USD, value.dollarsAsNanos()).by(asking(point)));
      case "lines_of_code.count" -> Lines.facts(text(point, "type"), value);
      case "commit.count" -> List.of(Fact.of(Measure.COMMITS, value.count()));
      case "pull_request.count" -> List.of(Fact.of(Measure.PULL_REQUESTS, value.count()));
      case "active_time.total" -> activeTime(text(point, "type"), value);
      case "code_edit_tool.decision" ->
          List.of(decided(point, Fact.of(Measure.EDITS, value.count())));
      case "session.count" -> sessionStart(text(point, "start_type"), value);
      default -> List.of();
    };
  }

  private static List<Fact> activeTime(String type, Quantity value) {
    return switch (type) {
      case "user" -> List.of(Fact.of(Measure.ACTIVE_MS_USER, value.secondsAsMillis()));
      case "cli" -> List.of(Fact.of(Measure.ACTIVE_MS_CLI, value.secondsAsMillis()));
      default -> List.of();
    };
  }

  /** The dashboard that lists running agents is a process, but no session. */
  private static List<Fact> sessionStart(String startType, Quantity value) {
    return startType.equals("agents_view")
        ? List.of()
        : List.of(Fact.of(Measure.SESSION_STARTS, value.count()));
  }

  /** What the log record of the event of that name says. */
  List<Fact> ofEvent(Event event, String name) {
    return switch (name) {
      case "user_prompt" -> List.of(Fact.of(Measure.PROMPTS, 1));
      case "api_request" -> request(event);
      case "api_error" -> List.of(failedRequest(event));
      case "tool_result" -> List.of(toolCall(event));
      case "tool_decision" ->
          editTools.contains(text(event, "tool_name"))
              ? List.of(decided(event, Fact.of(Measure.EDITS, 1)))
              : List.of();
      default -> List.of();
    };
  }

  /** What the span of that name says; rejected tool calls have no execution. */
  List<Fact> ofSpan(Event span, String name) {
    return switch (name) {
      case "interaction" -> List.of(Fact.of(Measure.PROMPTS, 1));
      case "llm_request" ->
          text(span, "success").equals("false") ? List.of(failedRequest(span)) : request(span);
      case "tool.execution" -> List.of(toolCall(span));
      default -> List.of();
    };
  }

  private List<Fact> request(Event event) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Measure.API_REQUESTS, 1).by(asking(event)).ended(Outcome.answered(event)));
    facts.addAll(counts.facts(event, asking(event)));
    cost(event)
        .map(nanos -> Fact.of(Measure.COST_NANO_USD, nanos).by(asking(event)))
        .ifPresent(facts::add);
    return List.copyOf(facts);
  }

  /** Some versions give the cost in millionths only; where there is none, none is claimed. */
  private static Optional<Long> cost(Event event) {
    Attributes attributes = event.attributes();
    return attributes
        .quantity("cost_usd")
        .map(Quantity::dollarsAsNanos)
        .or(() -> attributes.quantity("cost_usd_micros").map(Quantity::microsAsNanos));
  }

  private static Fact failedRequest(Event event) {
    return Fact.of(Measure.API_ERRORS, 1)
        .by(asking(event))
        .ended(outcome(event, text(event, "status_code")));
  }

  private static Fact toolCall(Event event) {
    return Fact.of(Measure.TOOL_CALLS, 1)
        .with(text(event, "tool_name"))
        .ended(outcome(event, Outcome.statusOf(text(event, "success"))));
  }

  /**
   * A request and a tool call have ids that outlive another path; the ids of requests stand on what
   * followed from them too, so they are used for requests only.
   */
  static long identity(Event event, String name) {
    String id =
        switch (name) {
          case "api_request" -> text(event, "request_id");
          case "tool_result", "tool_decision" -> text(event, "tool_use_id");
          default -> "";
        };
    return id.isEmpty() ? event.contentId() : new Fingerprint().add(name).add(id).value();
  }

  private static Asking asking(Telemetry record) {
    return new Asking(text(record, "model"), text(record, "query_source"));
  }

  private static Fact decided(Telemetry record, Fact fact) {
    return fact.with(text(record, "tool_name"))
        .decided(
            new Decision(
                text(record, "decision"), text(record, "source"), text(record, "language")));
  }

  private static Outcome outcome(Event event, String status) {
    return new Outcome(status, event.durationMs());
  }

  private static String text(Telemetry record, String key) {
    return record.attributes().text(key);
  }
}
