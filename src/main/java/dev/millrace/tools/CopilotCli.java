package dev.millrace.tools;

import dev.millrace.tools.Fact.Outcome;
import java.util.List;
import java.util.stream.Stream;

/**
 * GitHub Copilot in the terminal, and as other programs' agent: the GenAI conventions, and some
 * metrics of its own that name neither person nor conversation.
 *
 * <p>What it calls cost is left alone, for its unit is not said.
 *
 * @see <a href="https://docs.github.com/en/copilot/reference/copilot-cli-reference">GitHub
 *     documentation, "Copilot CLI reference"</a>
 */
final class CopilotCli implements ToolMapping {

  private static final String PREFIX = "github.copilot.";
  private static final String SCOPE = "github.copilot";
  private static final String SERVICE = "github-copilot";
  private static final String LINES = "github.copilot.code.lines_";
  private static final String SHUTDOWN = "github.copilot.session.shutdown";

  @Override
  public String tool() {
    return "copilot-cli";
  }

  @Override
  public boolean claims(Point point) {
    return point.metric().startsWith(PREFIX)
        || point.sender().scope().equals(SCOPE)
        || GenAiFacts.isFrom(SERVICE, point);
  }

  @Override
  public boolean claims(Event event) {
    return event.sender().scope().equals(SCOPE)
        || event.name().startsWith(PREFIX)
        || GenAiFacts.isFrom(SERVICE, event);
  }

  /** Lines are the metrics', where there are two ways: not every session is shut down. */
  @Override
  public int preference(Telemetry record) {
    boolean ofLines = record instanceof Point point && point.metric().startsWith(LINES);
    return ofLines ? 0 : 1 + GenAiFacts.preference(record);
  }

  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(record, GenAiFacts.conversation(record), "cli");
  }

  @Override
  public List<Fact> facts(Point point) {
    Quantity value = point.value();
    return switch (point.metric()) {
      case LINES + "added" -> Lines.facts("added", value);
      case LINES + "removed" -> Lines.facts("removed", value);
      case "github.copilot.tool.call.count" -> List.of(toolCalls(point));
      case "gen_ai.invoke_agent.duration" ->
          List.of(Fact.of(Measure.ACTIVE_MS_CLI, value.secondsAsMillis()));
      default -> GenAiFacts.facts(point);
    };
  }

  /** What a metric of calls of tools says, by the names that both Copilots use. */
  static Fact toolCalls(Point point) {
    Attributes attributes = point.attributes();
    return Fact.of(Measure.TOOL_CALLS, point.value().count())
        .with(attributes.text("gen_ai.tool.name"))
        .ended(new Outcome(Outcome.statusOf(attributes.text("success")), null));
  }

  /** A session says at its end how many lines it changed, on the span that is open then. */
  @Override
  public List<Fact> facts(Event event) {
    Stream<Fact> lines =
        event.course().incidents().stream()
            .filter(incident -> incident.getName().equals(SHUTDOWN))
            .map(incident -> Attributes.of(incident.getAttributesList()))
            .flatMap(CopilotCli::lines);
    return Stream.concat(GenAiFacts.facts(event).stream(), lines).toList();
  }

  private static Stream<Fact> lines(Attributes shutdown) {
    return Stream.of("added", "removed")
        .flatMap(
            type ->
                shutdown.quantity("github.copilot.lines_" + type).stream()
                    .flatMap(lines -> Lines.facts(type, lines).stream()));
  }
}
