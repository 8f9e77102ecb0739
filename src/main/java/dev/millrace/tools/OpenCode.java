package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Fact.Decision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * opencode: its own spans, which are the AI SDK's, and its telemetry plugin's metrics and events,
 * which have the names of Claude Code's under another prefix.
 *
 * <p>The plugin's spans repeat its events; its gauge of lines repeats its counter.
 *
 * @see <a href="https://github.com/DEVtheOPS/opencode-plugin-otel">opencode-plugin-otel</a>
 */
final class OpenCode implements ToolMapping {

  private static final String PREFIX = "opencode.";
  private static final String SCOPE = "opencode";
  private static final String PLUGIN_SCOPE = "com.opencode";

  private static final Set<String> EDIT_TOOLS = Set.of("edit", "multiedit", "patch", "write");

  /** opencode counts, and prices, reasoning beside the output. */
  private static final ClaudeFacts FACTS =
      new ClaudeFacts(
          new TokenNames(
              Map.of(
                  "input", TokenKind.INPUT,
                  "output", TokenKind.OUTPUT,
                  "reasoning", TokenKind.REASONING_BESIDE_OUTPUT,
                  "cacheRead", TokenKind.CACHE_READ,
                  "cacheCreation", TokenKind.CACHE_CREATION)),
          new TokenNames(
              Map.of(
                  "input_tokens", TokenKind.INPUT,
                  "output_tokens", TokenKind.OUTPUT,
                  "reasoning_tokens", TokenKind.REASONING_BESIDE_OUTPUT,
                  "cache_read_tokens", TokenKind.CACHE_READ,
                  "cache_creation_tokens", TokenKind.CACHE_CREATION)),
          EDIT_TOOLS);

  @Override
  public String tool() {
    return "opencode";
  }

  @Override
  public boolean claims(Point point) {
    return point.metric().startsWith(PREFIX) || point.sender().scope().equals(PLUGIN_SCOPE);
  }

  @Override
  public boolean claims(Event event) {
    String scope = event.sender().scope();
    return scope.equals(SCOPE) || scope.equals(PLUGIN_SCOPE) || event.name().startsWith(PREFIX);
  }

  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(
        record, record.text("session.id"), record.text("terminal.type", "opencode.client"));
  }

  /** The plugin's prefix is a setting, so that it may send its metrics under Claude Code's. */
  @Override
  public List<Fact> facts(Point point) {
    return FACTS.of(point, point.metric().substring(point.metric().indexOf('.') + 1));
  }

  @Override
  public List<Fact> facts(Event event) {
    if (event.source() == Source.SPAN) {
      return AiSdk.facts(event);
    }
    return name(event).equals("tool_decision")
        ? answer(event.attributes())
        : FACTS.ofEvent(event, name(event));
  }

  /** Earlier plugins give a title as the tool's name, and the tool as its type. */
  private static List<Fact> answer(Attributes said) {
    return Stream.of("tool_name", "tool_type")
        .map(said::text)
        .filter(EDIT_TOOLS::contains)
        .limit(1)
        .map(tool -> Fact.of(Measure.EDITS, 1).with(tool).decided(decision(said)))
        .toList();
  }

  /** Who decided is told by what a person answered, which earlier plugins took for a refusal. */
  private static Decision decision(Attributes said) {
    String answer = said.text("source");
    return switch (answer) {
      case "once", "always" -> new Decision("accept", "user_" + answer, "");
      case "reject" -> new Decision("reject", "user_reject", "");
      default -> new Decision(said.text("decision"), answer, "");
    };
  }

  @Override
  public long identity(Event event) {
    return ClaudeFacts.identity(event, name(event));
  }

  private static String name(Event event) {
    return event.name().startsWith(PREFIX) ? event.name().substring(PREFIX.length()) : event.name();
  }
}
