package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Fact.Asking;
import dev.millrace.tools.Fact.Decision;
import dev.millrace.tools.Fact.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * xAI's Grok Build. Its log records come first, for they tell requests apart. Its input includes
 * what was cached and its output the reasoning.
 *
 * <p>Nothing but the start of a session names one, so that starts stand for sessions. The request
 * that finds a title is in no telemetry.
 *
 * @see <a href="https://docs.x.ai/build/overview">xAI documentation, "Grok Build", "Monitoring
 *     usage"</a>
 */
final class GrokBuild implements ToolMapping {

  private static final String PREFIX = "grok_code.";
  private static final String SCOPE = "ai.xai.grok_code";

  private static final TokenNames TYPES =
      new TokenNames(
          Map.of(
              "input", TokenKind.INPUT,
              "cache_read", TokenKind.CACHE_READ_IN_INPUT,
              "output", TokenKind.OUTPUT,
              "reasoning", TokenKind.REASONING_IN_OUTPUT));

  private static final TokenNames COUNTS =
      new TokenNames(
          Map.of(
              "input_tokens", TokenKind.INPUT,
              "cache_read_tokens", TokenKind.CACHE_READ_IN_INPUT,
              "output_tokens", TokenKind.OUTPUT,
              "reasoning_tokens", TokenKind.REASONING_IN_OUTPUT));

  @Override
  public String tool() {
    return "grok-build";
  }

  @Override
  public boolean claims(Point point) {
    return point.metric().startsWith(PREFIX) || point.sender().scope().equals(SCOPE);
  }

  @Override
  public boolean claims(Event event) {
    return event.source() == Source.LOG
        && (event.name().startsWith(PREFIX) || event.sender().scope().equals(SCOPE));
  }

  @Override
  public int preference(Telemetry record) {
    return record instanceof Event ? 0 : 1;
  }

  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(
        record,
        startsSession(record) ? "" : record.text("session.id"),
        record.text("terminal.type"));
  }

  private static boolean startsSession(Telemetry record) {
    return record instanceof Point point
        ? point.metric().equals(PREFIX + "session.count")
        : name((Event) record).equals("session_start");
  }

  @Override
  public List<Fact> facts(Point point) {
    Quantity value = point.value();
    Attributes said = point.attributes();
    return switch (point.metric()) {
      case "grok_code.token.usage" -> TYPES.facts(said.text("type"), value, asking(point));
      case "grok_code.session.count" -> List.of(Fact.of(Measure.SESSION_STARTS, value.count()));
      case "grok_code.turn.count" -> List.of(Fact.of(Measure.PROMPTS, value.count()));
      case "grok_code.tool.usage" -> List.of(toolCall(point, value.count(), null));
      case "grok_code.tool.decision" -> edits(point, value.count());
      default -> List.of();
    };
  }

  @Override
  public List<Fact> facts(Event event) {
    return switch (name(event)) {
      case "session_start" -> List.of(Fact.of(Measure.SESSION_STARTS, 1));
      case "user_prompt" -> List.of(Fact.of(Measure.PROMPTS, 1));
      case "api_request" -> request(event);
      case "api_error" ->
          List.of(
              Fact.of(Measure.API_ERRORS, 1)
                  .by(asking(event))
                  .ended(new Outcome(event.attributes().text("status_code"), event.durationMs())));
      case "tool_result" -> List.of(toolCall(event, 1, event.durationMs()));
      case "tool_decision" -> edits(event, 1);
      default -> List.of();
    };
  }

  private static List<Fact> request(Event event) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Measure.API_REQUESTS, 1).by(asking(event)).ended(Outcome.answered(event)));
    facts.addAll(COUNTS.facts(event, asking(event)));
    return List.copyOf(facts);
  }

  private static Fact toolCall(Telemetry record, long count, @Nullable Long durationMs) {
    String outcome =
        switch (record.attributes().text("outcome")) {
          case "success" -> "ok";
          case "" -> Outcome.statusOf(record.attributes().text("success"));
          default -> "error";
        };
    return Fact.of(Measure.TOOL_CALLS, count)
        .with(record.attributes().text("tool_name"))
        .ended(new Outcome(outcome, durationMs));
  }

  private static List<Fact> edits(Telemetry record, long count) {
    Attributes said = record.attributes();
    if (!said.text("access_kind").equals("edit")) {
      return List.of();
    }
    String decision = said.text("decision").equals("allow") ? "accept" : "reject";
    String by = said.text("source").startsWith("user") ? "user_" + decision : said.text("source");
    return List.of(
        Fact.of(Measure.EDITS, count)
            .with(said.text("tool_name"))
            .decided(new Decision(decision, by, "")));
  }

  private static String name(Event event) {
    return event.name().startsWith(PREFIX) ? event.name().substring(PREFIX.length()) : event.name();
  }

  private static Asking asking(Telemetry record) {
    return new Asking(record.attributes().text("model"), "");
  }
}
