package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.console.FigureTable.Column;
import dev.millrace.console.FigureTable.Plot;
import dev.millrace.console.FigureTable.Row;
import dev.millrace.console.FigureTable.Source;
import dev.millrace.usage.DayOfUse;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How groups of a summary's usage are laid out as rows of a table: over days, or ranked.
 *
 * @param names of rows, and where they lead
 */
record FigureLayout(UsageSummary summary, RowNames names) {

  /** What one or more columns say day by day, as bars. */
  FigureTable daily(
      String id,
      String title,
      String note,
      String zero,
      FigureColumn drawn,
      FigureColumn... others) {
    Map<String, UsageGroup> byDay = days();
    List<FigureColumn> all = Stream.concat(Stream.of(drawn), Stream.of(others)).toList();
    Origin origin = origin(summary.tools());
    List<Column> columns =
        all.stream().map(column -> column == drawn ? column.drawn() : column.notDrawn()).toList();
    List<Row> rows =
        summary.days().stream()
            .map(day -> names.ofDay(day, cells(on(day, byDay), all, origin)))
            .toList();
    return table(id, title, note, zero, Plot.BARS, Dimension.DATE, columns, rows);
  }

  /** The cost of each day, divided by what there is most of in a dimension. */
  FigureTable costBy(Dimension by, String title, String note) {
    Stack stack = Stack.of(summary, by);
    Map<String, UsageGroup> byDay = days();
    List<Column> columns = new ArrayList<>(List.of(FigureColumn.COST.notDrawn()));
    columns.addAll(stack.columns());
    columns.add(FigureColumn.COST_SOURCE.notDrawn());
    Origin origin = origin(summary.tools());
    List<Row> rows = new ArrayList<>();
    for (DayOfUse day : summary.days()) {
      UsageGroup usage = on(day, byDay);
      List<Cell> cells = new ArrayList<>(List.of(FigureColumn.COST.of(usage, origin)));
      cells.addAll(stack.cells(day.day()));
      cells.add(FigureColumn.COST_SOURCE.of(usage, origin));
      rows.add(names.ofDay(day, cells));
    }
    FigureTable table =
        table("cost", title, note, "No cost is known", Plot.STACK, Dimension.DATE, columns, rows);
    return table.from(table.source().with("&stack=" + by));
  }

  /**
   * What columns say of the groups of a dimension, the most first.
   *
   * @param also columns of the console's own, each with what it says of a group
   */
  FigureTable ranked(
      String id,
      String title,
      Dimension by,
      ToDoubleFunction<UsageGroup> rank,
      Map<Column, Function<UsageGroup, Cell>> also,
      FigureColumn... columns) {
    List<UsageGroup> groups =
        summary.by(by).stream()
            .filter(group -> by != Dimension.MODEL || !group.of(by).isEmpty())
            .sorted(Comparator.comparingDouble(rank).reversed())
            .toList();
    Map<String, SortedSet<String>> tools = summary.toolsBy(by);
    double most = groups.isEmpty() ? 0 : rank.applyAsDouble(groups.get(0));
    List<Row> rows = new ArrayList<>();
    for (UsageGroup group : groups) {
      List<Cell> cells =
          new ArrayList<>(cells(group, List.of(columns), origin(toolsOf(group, by, tools))));
      also.values().forEach(cell -> cells.add(cell.apply(group)));
      double bar = most == 0 ? 0 : 100 * rank.applyAsDouble(group) / most;
      rows.add(names.of(by, group.of(by), bar, cells));
    }
    List<Column> headings =
        Stream.concat(Stream.of(columns).map(FigureColumn::notDrawn), also.keySet().stream())
            .toList();
    return table(id, title, "", "", Plot.NONE, by, headings, rows);
  }

  private Map<String, UsageGroup> days() {
    return summary.by(Dimension.DATE).stream()
        .collect(Collectors.toMap(group -> group.of(Dimension.DATE), Function.identity()));
  }

  private static UsageGroup on(DayOfUse day, Map<String, UsageGroup> byDay) {
    return byDay.getOrDefault(day.day().toString(), UsageGroup.NONE);
  }

  private SortedSet<String> toolsOf(
      UsageGroup group, Dimension by, Map<String, SortedSet<String>> tools) {
    return by == Dimension.TOOL
        ? new TreeSet<>(Set.of(group.of(by)))
        : tools.getOrDefault(group.of(by), summary.tools());
  }

  private Origin origin(Set<String> tools) {
    return new Origin(tools, summary.selection().only().containsKey(Dimension.MODEL));
  }

  private FigureTable table(
      String id,
      String title,
      String note,
      String zero,
      Plot plot,
      Dimension by,
      List<Column> columns,
      List<Row> rows) {
    Source source = Source.ofGroups(id, by.toString(), summary.selection());
    return new FigureTable(
        id, title, note, zero, RowNames.headings(by), plot, columns, rows, source, null);
  }

  private static List<Cell> cells(UsageGroup group, List<FigureColumn> columns, Origin origin) {
    return columns.stream().map(column -> column.of(group, origin)).toList();
  }
}
