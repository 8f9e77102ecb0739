package dev.millrace.tools;

import dev.millrace.otlp.Export;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** All the tools that Millrace knows, as one mapping from exports to activity. */
public final class Tools {

  /**
   * In the order they are asked: who borrows another tool's names comes before that tool, what
   * follows conventions of many tools last.
   */
  private static final List<ToolMapping> MAPPINGS =
      List.of(
          new OpenCode(),
          new Cowork(),
          new ClaudeCode(),
          new Codex(),
          new GeminiCli(),
          new QwenCode(),
          new CopilotChat(),
          new CopilotCli(),
          new Cursor(),
          new Cline(),
          new GrokBuild(),
          new ContinueCli(),
          new Droid(),
          new GenAi());

  /** The names of the tools in activity and usage. */
  static List<String> names() {
    return MAPPINGS.stream().map(ToolMapping::tool).toList();
  }

  /** Gives the activity in an export to the consumer, in the export's order. */
  public void activityOf(Export export, Origin origin, Consumer<Activity> activity) {
    if (export instanceof Export.Metrics metrics) {
      Points.of(metrics, points -> give(points, origin, activity));
    } else if (export instanceof Export.Logs logs) {
      Events.of(logs, events -> giveEvents(events, origin, activity));
    } else if (export instanceof Export.Traces traces) {
      Events.of(traces, events -> giveEvents(events, origin, activity));
    }
  }

  private static void give(List<Point> metric, Origin origin, Consumer<Activity> activity) {
    Gathered gathered = new Gathered();
    for (Point point : metric) {
      claimant(mapping -> mapping.claims(point))
          .ifPresent(tool -> new Activities(tool, origin, gathered).give(point));
    }
    gathered.rows().forEach(activity);
  }

  private static void giveEvents(List<Event> list, Origin origin, Consumer<Activity> activity) {
    Gathered gathered = new Gathered();
    for (Event event : list) {
      claimant(mapping -> mapping.claims(event))
          .ifPresent(tool -> new Activities(tool, origin, gathered).give(event));
    }
    gathered.rows().forEach(activity);
  }

  private static Optional<ToolMapping> claimant(Predicate<ToolMapping> claims) {
    for (ToolMapping mapping : MAPPINGS) {
      if (claims.test(mapping)) {
        return Optional.of(mapping);
      }
    }
    return Optional.empty();
  }
}
