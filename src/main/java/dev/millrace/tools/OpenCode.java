package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
          Set.of("edit", "multiedit", "patch", "write"));

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
    return event.source() == Source.SPAN ? AiSdk.facts(event) : FACTS.ofEvent(event, name(event));
  }

  @Override
  public long identity(Event event) {
    return ClaudeFacts.identity(event, name(event));
  }

  private static String name(Event event) {
    return event.name().startsWith(PREFIX) ? event.name().substring(PREFIX.length()) : event.name();
  }
}
