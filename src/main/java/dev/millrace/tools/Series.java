package dev.millrace.tools;

import dev.millrace.tools.Activity.Temporality;
import java.util.List;

/**
 * What makes a series of points: what the tool itself says of it. The resource is no part of it,
 * nor is an attribute that no tool is known to write: relays add these, each its own.
 */
final class Series {

  /** By which tools tell points apart that are otherwise of the same facts. */
  private static final List<String> LABELS =
      List.of(
          "start_type", "command_category", "error_type", "error.type", "gen_ai.operation.name");

  /**
   * By which they do too, and which relays take off to keep series few. Of amounts, what is left
   * adds up; of running totals each has to be followed by itself.
   */
  private static final List<String> LABELS_OF_COUNTERS =
      List.of(
          "query_source",
          "effort",
          "speed",
          "agent.id",
          "agent.name",
          "skill.name",
          "plugin.name",
          "marketplace.name",
          "mcp_server.name",
          "mcp_tool.name",
          "originator",
          "session_source");

  private Series() {}

  /**
   * The hash of the series that a fact of the point is of.
   *
   * @param names the session, or where none is named the person, or neither
   */
  static long id(String tool, String names, Point point, Fact fact) {
    Fingerprint series =
        new Fingerprint()
            .add(tool)
            .add(names)
            .add(point.metric())
            .add(point.temporality().code())
            .add(fact.measure().toString())
            .add(fact.asking().model())
            .add(fact.toolName())
            .add(fact.decision().decision())
            .add(fact.decision().source())
            .add(fact.decision().language())
            .add(fact.outcome().status());
    add(series, point, LABELS);
    if (point.temporality() == Temporality.CUMULATIVE) {
      add(series, point, LABELS_OF_COUNTERS);
    }
    return series.value();
  }

  private static void add(Fingerprint series, Point point, List<String> labels) {
    for (String label : labels) {
      series.add(point.attributes().text(label));
    }
  }
}
