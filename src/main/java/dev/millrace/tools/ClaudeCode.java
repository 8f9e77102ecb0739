package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Claude Code. */
final class ClaudeCode implements ToolMapping {

  private static final String PREFIX = "claude_code.";
  private static final String SCOPE = "com.anthropic.claude_code";
  private static final String TOKENS = "token.usage";

  /** After points, log records and spans. */
  private static final int REPUBLISHED = 3;

  private static final ClaudeFacts FACTS =
      new ClaudeFacts(
          new TokenNames(
              Map.of(
                  "input", TokenKind.INPUT,
                  "output", TokenKind.OUTPUT,
                  "cacheRead", TokenKind.CACHE_READ,
                  "cache_read", TokenKind.CACHE_READ,
                  "cacheCreation", TokenKind.CACHE_CREATION,
                  "cache_creation", TokenKind.CACHE_CREATION,
                  "cache_write", TokenKind.CACHE_CREATION)),
          new TokenNames(
              Map.of(
                  "input_tokens", TokenKind.INPUT,
                  "output_tokens", TokenKind.OUTPUT,
                  "cache_read_tokens", TokenKind.CACHE_READ,
                  "cache_creation_tokens", TokenKind.CACHE_CREATION,
                  "cache_creation_1h_tokens", TokenKind.CACHE_CREATION_1H)),
          // MultiEdit is of old versions.
          Set.of("Edit", "MultiEdit", "NotebookEdit", "Write"));

  @Override
  public String tool() {
    return "claude-code";
  }

  @Override
  public boolean claims(Point point) {
    return point.metric().startsWith(PREFIX) || point.sender().scope().equals(SCOPE);
  }

  @Override
  public boolean claims(Event event) {
    return event.name().startsWith(PREFIX)
        || event.body().startsWith(PREFIX)
        || event.sender().scope().startsWith(SCOPE);
  }

  /** What a relay publishes under another name too is believed after all else. */
  @Override
  public int preference(Telemetry record) {
    return record instanceof Point point && isRepublished(point)
        ? REPUBLISHED
        : ToolMapping.super.preference(record);
  }

  private static boolean isRepublished(Point point) {
    return point.metric().equals("gen_ai.client." + TOKENS);
  }

  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(record, record.text("session.id"), record.text("terminal.type"));
  }

  @Override
  public List<Fact> facts(Point point) {
    return FACTS.of(point, isRepublished(point) ? TOKENS : name(point.metric()));
  }

  @Override
  public List<Fact> facts(Event event) {
    return event.source() == Source.SPAN
        ? FACTS.ofSpan(event, name(event))
        : FACTS.ofEvent(event, name(event));
  }

  @Override
  public long identity(Event event) {
    return ClaudeFacts.identity(event, name(event));
  }

  private static String name(Event event) {
    return name(event.name());
  }

  private static String name(String name) {
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }
}
