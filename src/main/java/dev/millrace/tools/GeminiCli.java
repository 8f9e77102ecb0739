package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import java.util.List;
import java.util.Set;

/**
 * Gemini CLI. Its input includes what was cached, its output leaves out the thoughts.
 *
 * <p>Its metrics, log records and spans under the names of the GenAI conventions repeat the others.
 */
final class GeminiCli implements ToolMapping {

  private static final String PREFIX = "gemini_cli.";
  private static final String SCOPE = "gemini-cli";

  private static final GeminiFacts FACTS =
      GeminiFacts.of(TokenKind.REASONING_BESIDE_OUTPUT, Set.of("replace", "write_file"));

  @Override
  public String tool() {
    return "gemini-cli";
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

  /** What it gives as its version is the version of Node.js. */
  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(record, record.text("session.id"), record.text("terminal.type"))
        .withVersion("");
  }

  @Override
  public List<Fact> facts(Point point) {
    return point.metric().startsWith(PREFIX)
        ? FACTS.of(point, point.metric().substring(PREFIX.length()))
        : List.of();
  }

  @Override
  public List<Fact> facts(Event event) {
    return event.source() == Source.LOG && event.name().startsWith(PREFIX)
        ? FACTS.of(event, event.name().substring(PREFIX.length()))
        : List.of();
  }
}
