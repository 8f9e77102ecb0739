package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.usage.KnownTool;
import dev.millrace.usage.Reported;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where some usage comes from, which says what cannot be known of it.
 *
 * @param tools that it was told by; empty if that is not known
 * @param ofModels whether it is of some models only
 */
record Origin(Set<String> tools, boolean ofModels) {

  Origin {
    tools = Set.copyOf(tools);
  }

  /** Why there is nothing to show, where it is not that there was none. */
  Optional<Cell> missing(Reported figure) {
    String why = why(figure);
    return why == null ? Optional.empty() : Optional.of(new Cell(why, ""));
  }

  /** The same in words; null if there was none. */
  @Nullable String why(Reported figure) {
    if (ofModels && figure != Reported.LATENCY) {
      return "not known by model";
    }
    if (figure.by(tools)) {
      return null;
    }
    return tools.size() == 1
        ? "not reported by " + KnownTool.title(tools.iterator().next())
        : "not reported by these tools";
  }
}
