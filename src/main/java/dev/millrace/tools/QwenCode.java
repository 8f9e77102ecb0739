package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import java.util.List;
import java.util.Set;

/**
 * Qwen Code, a fork of Gemini CLI. Its input includes what was cached, and unlike its origin's its
 * output includes the thoughts. Its metrics name neither person nor session.
 */
final class QwenCode implements ToolMapping {

  private static final String PREFIX = "qwen-code.";
  private static final String SCOPE = "qwen-code";

  private static final GeminiFacts FACTS =
      GeminiFacts.of(TokenKind.REASONING_IN_OUTPUT, Set.of("edit", "write_file"));

  @Override
  public String tool() {
    return "qwen-code";
  }

  @Override
  public boolean claims(Point point) {
    return point.metric().startsWith(PREFIX) || point.sender().scope().equals(SCOPE);
  }

  @Override
  public boolean claims(Event event) {
    return event.name().startsWith(PREFIX) || event.sender().scope().equals(SCOPE);
  }

  @Override
  public int preference(Telemetry record) {
    return GeminiFacts.preference(record);
  }

  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(record, record.text("session.id"), record.text("terminal.type"));
  }

  @Override
  public List<Fact> facts(Point point) {
    return point.metric().startsWith(PREFIX)
        ? FACTS.of(point, point.metric().substring(PREFIX.length()))
        : List.of();
  }

  /** The start of a session is without the prefix. */
  @Override
  public List<Fact> facts(Event event) {
    return event.source() == Source.LOG
        ? FACTS.of(
            event,
            event.name().startsWith(PREFIX)
                ? event.name().substring(PREFIX.length())
                : event.name())
        : List.of();
  }
}
