package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.console.FigureTable.Column;
import dev.millrace.console.FigureTable.Unit;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSummary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts that the cost of days is divided into: the dearest tools or models, and all others.
 *
 * @param parts names of the dearest, the dearest first
 * @param others whether there are more
 * @param costs in billionths of a dollar, by day and name
 */
record Stack(List<String> parts, boolean others, Map<LocalDate, Map<String, Long>> costs) {

  /** As many as can be told apart. */
  private static final int MOST = 5;

  Stack {
    parts = List.copyOf(parts);
    costs = Map.copyOf(costs);
  }

  static Stack of(UsageSummary summary, Dimension by) {
    List<UsageGroup> dearest =
        summary.by(by).stream()
            .filter(group -> group.count(Figure.COST_NANO_USD) > 0)
            .sorted(
                Comparator.<UsageGroup>comparingLong(group -> group.count(Figure.COST_NANO_USD))
                    .reversed())
            .toList();
    Map<LocalDate, Map<String, Long>> costs = new HashMap<>();
    for (UsageGroup group : summary.by(Dimension.DATE, by)) {
      costs
          .computeIfAbsent(LocalDate.parse(group.of(Dimension.DATE)), day -> new HashMap<>())
          .put(group.of(by), group.count(Figure.COST_NANO_USD));
    }
    List<String> names = dearest.stream().limit(MOST).map(group -> group.of(by)).toList();
    return new Stack(names, dearest.size() > MOST, costs);
  }

  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    parts.forEach(
        name -> columns.add(new Column(name, name.isEmpty() ? "No model" : name, Unit.USD, true)));
    if (others) {
      columns.add(new Column("others", "Others", Unit.USD, true));
    }
    return columns;
  }

  List<Cell> cells(LocalDate day) {
    Map<String, Long> ofDay = costs.getOrDefault(day, Map.of());
    List<Cell> cells = new ArrayList<>();
    parts.forEach(name -> cells.add(cell(ofDay.getOrDefault(name, 0L))));
    if (others) {
      cells.add(
          cell(
              ofDay.entrySet().stream()
                  .filter(cost -> !parts.contains(cost.getKey()))
                  .mapToLong(Map.Entry::getValue)
                  .sum()));
    }
    return cells;
  }

  private static Cell cell(long nanoUsd) {
    return Unit.USD.cell(Written.usd(nanoUsd), nanoUsd / 1e9);
  }
}
