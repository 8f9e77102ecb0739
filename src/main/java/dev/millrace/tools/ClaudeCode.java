package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Fact.Asking;
import dev.millrace.tools.Fact.Decision;
import dev.millrace.tools.Fact.Outcome;
import dev.millrace.tools.Point.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Claude Code, and Cowork, which uses the same names.
 *
 * <p>Spans are left alone: they repeat what metrics and events say.
 *
 * @see <a href="https://code.claude.com/docs/en/monitoring-usage">Claude Code documentation,
 *     "Monitoring"</a>
 */
final class ClaudeCode implements ToolMapping {

  private static final String PREFIX = "claude_code.";
  private static final String SCOPE = "com.anthropic.claude_code";

  /** The tools whose decisions the edit metric counts; MultiEdit is of old versions. */
  private static final Set<String> EDIT_TOOLS =
      Set.of("Edit", "MultiEdit", "NotebookEdit", "Write");

  @Override
  public String tool() {
    return "claude-code";
  }

  @Override
  public boolean claims(Point point) {
    return point.metric().startsWith(PREFIX);
  }

  @Override
  public boolean claims(Event event) {
    return event.source() == Source.LOG
        && (event.name().startsWith(PREFIX)
            || event.body().startsWith(PREFIX)
            || event.sender().scope().startsWith(SCOPE));
  }

  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(record, "session.id", "terminal.type");
  }

  @Override
  public List<Fact> facts(Point point) {
    return point.kind() == Kind.SUM ? counted(point).stream().toList() : List.of();
  }

  private static Optional<Fact> counted(Point point) {
    Quantity value = point.value();
    return switch (point.metric()) {
      case "claude_code.token.usage" ->
          tokens(text(point, "type")).map(kind -> asked(point, Fact.of(kind, value.count())));
      case "claude_code.cost.usage" ->
          Optional.of(asked(point, Fact.of(Measure.COST_NANO_USD, value.dollarsAsNanos())));
      case "claude_code.lines_of_code.count" ->
          lines(text(point, "type")).map(kind -> asked(point, Fact.of(kind, value.count())));
      case "claude_code.commit.count" -> Optional.of(Fact.of(Measure.COMMITS, value.count()));
      case "claude_code.pull_request.count" ->
          Optional.of(Fact.of(Measure.PULL_REQUESTS, value.count()));
      case "claude_code.active_time.total" ->
          activeTime(text(point, "type")).map(kind -> Fact.of(kind, value.secondsAsMillis()));
      case "claude_code.code_edit_tool.decision" ->
          Optional.of(decided(point, Fact.of(Measure.EDITS, value.count())));
      case "claude_code.session.count" -> sessionStart(text(point, "start_type"), value);
      default -> Optional.empty();
    };
  }

  private static Optional<Measure> tokens(String type) {
    return switch (type) {
      case "input" -> Optional.of(Measure.TOKENS_INPUT);
      case "output" -> Optional.of(Measure.TOKENS_OUTPUT);
      case "cacheRead", "cache_read" -> Optional.of(Measure.TOKENS_CACHE_READ);
      case "cacheCreation", "cache_creation", "cache_write" ->
          Optional.of(Measure.TOKENS_CACHE_CREATION);
      default -> Optional.empty();
    };
  }

  private static Optional<Measure> lines(String type) {
    return switch (type) {
      case "added" -> Optional.of(Measure.LINES_ADDED);
      case "removed" -> Optional.of(Measure.LINES_REMOVED);
      default -> Optional.empty();
    };
  }

  private static Optional<Measure> activeTime(String type) {
    return switch (type) {
      case "user" -> Optional.of(Measure.ACTIVE_MS_USER);
      case "cli" -> Optional.of(Measure.ACTIVE_MS_CLI);
      default -> Optional.empty();
    };
  }

  /** The dashboard that lists running agents is a process, but no session. */
  private static Optional<Fact> sessionStart(String startType, Quantity value) {
    return startType.equals("agents_view")
        ? Optional.empty()
        : Optional.of(Fact.of(Measure.SESSION_STARTS, value.count()));
  }

  @Override
  public List<Fact> facts(Event event) {
    return switch (name(event)) {
      case "user_prompt" -> List.of(Fact.of(Measure.PROMPTS, 1));
      case "api_request" -> request(event);
      case "api_error" ->
          List.of(
              asked(event, Fact.of(Measure.API_ERRORS, 1))
                  .ended(outcome(event, text(event, "status_code"))));
      case "tool_result" ->
          List.of(
              Fact.of(Measure.TOOL_CALLS, 1)
                  .with(text(event, "tool_name"))
                  .ended(outcome(event, success(event))));
      case "tool_decision" ->
          EDIT_TOOLS.contains(text(event, "tool_name"))
              ? List.of(decided(event, Fact.of(Measure.EDITS, 1)))
              : List.of();
      default -> List.of();
    };
  }

  private static List<Fact> request(Event event) {
    List<Fact> facts = new ArrayList<>();
    facts.add(asked(event, Fact.of(Measure.API_REQUESTS, 1)).ended(outcome(event, "")));
    tokens(event, "input_tokens", Measure.TOKENS_INPUT).ifPresent(facts::add);
    tokens(event, "output_tokens", Measure.TOKENS_OUTPUT).ifPresent(facts::add);
    tokens(event, "cache_read_tokens", Measure.TOKENS_CACHE_READ).ifPresent(facts::add);
    tokens(event, "cache_creation_tokens", Measure.TOKENS_CACHE_CREATION).ifPresent(facts::add);
    cost(event).ifPresent(facts::add);
    return List.copyOf(facts);
  }

  private static Optional<Fact> tokens(Event event, String attribute, Measure measure) {
    return event
        .attributes()
        .quantity(attribute)
        .map(tokens -> asked(event, Fact.of(measure, tokens.count())));
  }

  /** Some versions give the cost in millionths only; where there is none, none is claimed. */
  private static Optional<Fact> cost(Event event) {
    Attributes attributes = event.attributes();
    return attributes
        .quantity("cost_usd")
        .map(Quantity::dollarsAsNanos)
        .or(() -> attributes.quantity("cost_usd_micros").map(Quantity::microsAsNanos))
        .map(nanos -> asked(event, Fact.of(Measure.COST_NANO_USD, nanos)));
  }

  /**
   * A request and a tool call have ids that outlive another path; the ids of requests stand on what
   * followed from them too, so they are used for requests only.
   */
  @Override
  public long identity(Event event) {
    String name = name(event);
    String id =
        switch (name) {
          case "api_request" -> text(event, "request_id");
          case "tool_result", "tool_decision" -> text(event, "tool_use_id");
          default -> "";
        };
    return id.isEmpty() ? event.contentId() : new Fingerprint().add(name).add(id).value();
  }

  private static String name(Event event) {
    return event.name().startsWith(PREFIX) ? event.name().substring(PREFIX.length()) : event.name();
  }

  private static Fact asked(Telemetry record, Fact fact) {
    return fact.by(new Asking(text(record, "model"), text(record, "query_source")));
  }

  private static Fact decided(Telemetry record, Fact fact) {
    return fact.with(text(record, "tool_name"))
        .decided(
            new Decision(
                text(record, "decision"), text(record, "source"), text(record, "language")));
  }

  private static Outcome outcome(Event event, String status) {
    return new Outcome(
        status, event.attributes().quantity("duration_ms").map(Quantity::count).orElse(null));
  }

  /** Old versions, and JSON, write the boolean as a string. */
  private static String success(Event event) {
    return switch (text(event, "success")) {
      case "true" -> "ok";
      case "false" -> "error";
      default -> "";
    };
  }

  private static String text(Telemetry record, String key) {
    return record.attributes().text(key);
  }
}
