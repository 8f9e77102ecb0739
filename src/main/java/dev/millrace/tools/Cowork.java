package dev.millrace.tools;

import java.util.List;

/** Claude Cowork, which sends what Claude Code sends and says elsewhere that it is another. */
final class Cowork implements ToolMapping {

  private final ClaudeCode claudeCode = new ClaudeCode();

  @Override
  public String tool() {
    return "cowork";
  }

  @Override
  public boolean claims(Point point) {
    return claudeCode.claims(point) && isCowork(point);
  }

  @Override
  public boolean claims(Event event) {
    return claudeCode.claims(event) && isCowork(event);
  }

  private static boolean isCowork(Telemetry record) {
    return !record.text("cowork.surface").isEmpty()
        || record.sender().resource().text("service.name").equals("cowork");
  }

  @Override
  public Occasion occasion(Telemetry record) {
    return claudeCode.occasion(record);
  }

  @Override
  public List<Fact> facts(Point point) {
    return claudeCode.facts(point);
  }

  @Override
  public List<Fact> facts(Event event) {
    return claudeCode.facts(event);
  }

  @Override
  public long identity(Event event) {
    return claudeCode.identity(event);
  }
}
