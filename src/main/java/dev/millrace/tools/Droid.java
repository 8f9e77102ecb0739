package dev.millrace.tools;

import dev.millrace.tools.Fact.Outcome;
import java.util.List;

/**
 * Factory's Droid, by the metrics of its own. It sends the GenAI conventions' in their place if it
 * is told to, and then is one of those that follow them.
 *
 * @see <a href="https://docs.factory.ai/enterprise/telemetry/data-reference">Factory documentation,
 *     "Telemetry Data Reference"</a>
 */
final class Droid implements ToolMapping {

  private static final String PREFIX = "droid.";

  @Override
  public String tool() {
    return "droid";
  }

  @Override
  public boolean claims(Point point) {
    return point.metric().startsWith(PREFIX);
  }

  @Override
  public boolean claims(Event event) {
    return event.name().startsWith(PREFIX);
  }

  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(record, record.text("session.id"), record.text("terminal.type"));
  }

  @Override
  public List<Fact> facts(Point point) {
    Quantity value = point.value();
    Attributes said = point.attributes();
    return switch (point.metric()) {
      case "droid.session.count" -> List.of(Fact.of(Measure.SESSION_STARTS, value.count()));
      case "droid.code.lines_modified" -> Lines.facts(said.text("operation"), value);
      case "droid.git.commits" -> List.of(Fact.of(Measure.COMMITS, value.count()));
      case "droid.git.pull_requests" -> List.of(Fact.of(Measure.PULL_REQUESTS, value.count()));
      case "droid.tool.invocations" ->
          List.of(
              Fact.of(Measure.TOOL_CALLS, value.count())
                  .with(said.text("tool.name"))
                  .ended(new Outcome(Outcome.statusOf(said.text("tool.succeeded")), null)));
      default -> List.of();
    };
  }

  @Override
  public List<Fact> facts(Event event) {
    return List.of();
  }
}
