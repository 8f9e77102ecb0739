package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.console.FigureTable.Column;
import dev.millrace.console.FigureTable.Plot;
import dev.millrace.console.FigureTable.Row;
import dev.millrace.console.FigureTable.Source;
import dev.millrace.console.FigureTable.Unit;
import dev.millrace.usage.Attendance;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSummary;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said of people besides their sums: when they last did anything, and with what. */
record PersonColumns(UsageSummary summary) {

  private static final String MATRIX = "person-tool";
  private static final String MATRIX_BY = Dimension.PERSON + "," + Dimension.TOOL;

  /** Tools that have a column; nobody uses more of them at once. */
  private static final int MOST_TOOLS = 8;

  /** When they were last active, and which tools they used. */
  Map<Column, Function<UsageGroup, Cell>> columns() {
    Map<String, Attendance> people =
        summary.people().stream()
            .collect(Collectors.toMap(Attendance::person, Function.identity()));
    Map<String, SortedSet<String>> tools = summary.toolsBy(Dimension.PERSON);
    Map<Column, Function<UsageGroup, Cell>> columns = new LinkedHashMap<>();
    columns.put(
        new Column("last", "Last active", Unit.NONE, false),
        group -> lastOf(people.get(group.of(Dimension.PERSON))));
    columns.put(
        new Column("tools", "Tools", Unit.NONE, false),
        group -> {
          String names =
              String.join(" ", tools.getOrDefault(group.of(Dimension.PERSON), new TreeSet<>()));
          return new Cell(names, names);
        });
    return columns;
  }

  private static Cell lastOf(@Nullable Attendance person) {
    LocalDate last = person == null ? null : person.active().last();
    return last == null ? new Cell("–", "") : new Cell(last.toString(), last.toString());
  }

  /** A row a person, a column a tool, and in them the days on which the one used the other. */
  FigureTable matrix(RowNames names) {
    List<String> tools =
        summary.by(Dimension.TOOL).stream()
            .sorted(
                Comparator.<UsageGroup>comparingLong(tool -> tool.count(Figure.PEOPLE)).reversed())
            .limit(MOST_TOOLS)
            .map(tool -> tool.of(Dimension.TOOL))
            .toList();
    Map<String, Map<String, Long>> days = new HashMap<>();
    for (UsageGroup group : summary.by(Dimension.PERSON, Dimension.TOOL)) {
      days.computeIfAbsent(group.of(Dimension.PERSON), person -> new HashMap<>())
          .put(group.of(Dimension.TOOL), group.count(Figure.ACTIVE_DAYS));
    }
    List<Row> rows =
        summary.by(Dimension.PERSON).stream()
            .map(group -> group.of(Dimension.PERSON))
            .map(person -> names.of(Dimension.PERSON, person, null, cells(days, person, tools)))
            .toList();
    return new FigureTable(
        MATRIX,
        "Who uses what",
        "On how many days.",
        "",
        RowNames.headings(Dimension.PERSON),
        Plot.NONE,
        tools.stream().map(tool -> new Column(tool, tool, Unit.NONE, false)).toList(),
        rows,
        Source.ofGroups(MATRIX, MATRIX_BY, summary.selection()),
        null);
  }

  private static List<Cell> cells(
      Map<String, Map<String, Long>> days, String person, List<String> tools) {
    Map<String, Long> ofPerson = days.getOrDefault(person, Map.of());
    return tools.stream()
        .map(
            tool -> {
              long count = ofPerson.getOrDefault(tool, 0L);
              return Unit.NONE.cell(count == 0 ? "–" : Written.count(count), (double) count);
            })
        .toList();
  }
}
