package dev.millrace.tools;

import java.util.List;

/**
 * Whatever follows OpenTelemetry's GenAI conventions and is no tool known by name. It is asked
 * last, for tools known by name send some of these records too.
 */
final class GenAi implements ToolMapping {

  @Override
  public String tool() {
    return "genai";
  }

  @Override
  public boolean claims(Point point) {
    return GenAiFacts.claims(point);
  }

  @Override
  public boolean claims(Event event) {
    return GenAiFacts.claims(event);
  }

  @Override
  public int preference(Telemetry record) {
    return GenAiFacts.preference(record);
  }

  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(record, GenAiFacts.conversation(record), record.text("terminal.type"));
  }

  @Override
  public List<Fact> facts(Point point) {
    return GenAiFacts.facts(point);
  }

  @Override
  public List<Fact> facts(Event event) {
    return GenAiFacts.facts(event);
  }
}
