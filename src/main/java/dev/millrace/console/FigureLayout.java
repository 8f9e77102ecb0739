package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.console.FigureTable.Column;
import dev.millrace.console.FigureTable.Plot;
import dev.millrace.console.FigureTable.Row;
import dev.millrace.people.Member;
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

/**
 * How groups of a summary's usage are laid out as rows of a table: over days, or ranked.
 *
 * @param members by their e-mail addresses
 */
record FigureLayout(UsageSummary summary, Map<String, Member> members) {

  /** What one or more columns say day by day, as bars. */
  FigureTable daily(
      String id,
      String title,
      String note,
      String zero,
      FigureColumn drawn,
      FigureColumn... others) {
    Map<String, UsageGroup> byDay =
        summary.by(Dimension.DATE).stream()
            .collect(Collectors.toMap(group -> name(group, Dimension.DATE), Function.identity()));
    List<FigureColumn> all = new ArrayList<>(List.of(drawn));
    all.addAll(List.of(others));
    List<Column> columns = new ArrayList<>(List.of(drawn.drawn()));
    List.of(others).forEach(column -> columns.add(column.notDrawn()));
    List<Row> rows =
        summary.days().stream()
            .map(
                day ->
                    dayRow(
                        day,
                        cells(
                            byDay.getOrDefault(day.day().toString(), UsageGroup.NONE),
                            all,
                            origin(summary.tools()))))
            .toList();
    return table(id, title, note, zero, Plot.BARS, Dimension.DATE, columns, rows);
  }

  /** What columns say of the groups of a dimension, the most first. */
  FigureTable ranked(
      String id,
      String title,
      Dimension by,
      ToDoubleFunction<UsageGroup> rank,
      FigureColumn... columns) {
    List<UsageGroup> groups =
        summary.by(by).stream()
            .filter(group -> by != Dimension.MODEL || !name(group, by).isEmpty())
            .sorted(Comparator.comparingDouble(rank).reversed())
            .toList();
    Map<String, SortedSet<String>> tools = summary.toolsBy(by);
    double most = groups.isEmpty() ? 0 : rank.applyAsDouble(groups.get(0));
    List<Row> rows =
        groups.stream()
            .map(
                group ->
                    namedRow(
                        by,
                        name(group, by),
                        most == 0 ? 0 : 100 * rank.applyAsDouble(group) / most,
                        cells(group, List.of(columns), origin(toolsOf(group, by, tools)))))
            .toList();
    List<Column> headings = List.of(columns).stream().map(FigureColumn::notDrawn).toList();
    return table(id, title, "", "", Plot.NONE, by, headings, rows);
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

  private Row namedRow(Dimension by, String name, double bar, List<Cell> cells) {
    return switch (by) {
      case PERSON -> personRow(name, bar, cells);
      case TEAM ->
          name.isEmpty()
              ? new Row("No team", "", "", bar, List.of(""), cells)
              : Row.of(name, page("team", name), "", bar, cells);
      case DATE, TOOL, MODEL, TERMINAL -> Row.of(name, "", "", bar, cells);
    };
  }

  private Row personRow(String person, double bar, List<Cell> cells) {
    if (person.equals(UsageSummary.UNATTRIBUTED)) {
      return new Row("Unattributed", "", "names nobody", bar, List.of(person, "", ""), cells);
    }
    Member member = members.get(person);
    String name = member == null ? "" : member.name();
    List<String> named = List.of(person, name, member == null ? "" : member.team());
    String detail = member == null ? "on no roster" : name.isEmpty() ? "" : person;
    return new Row(
        name.isEmpty() ? person : name, page("person", person), detail, bar, named, cells);
  }

  private String page(String subject, String name) {
    return "/usage/"
        + subject
        + "?"
        + subject
        + "="
        + UsageFilter.encoded(name)
        + days()
        + filters();
  }

  private String days() {
    return "&days=custom&from=" + summary.selection().from() + "&to=" + summary.selection().to();
  }

  private String filters() {
    return summary.selection().only().entrySet().stream()
        .filter(e -> e.getKey() == Dimension.TOOL || e.getKey() == Dimension.MODEL)
        .map(e -> "&" + e.getKey() + "=" + UsageFilter.encoded(e.getValue()))
        .collect(Collectors.joining());
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
    return new FigureTable(
        id,
        title,
        note,
        zero,
        first(by),
        plot,
        columns,
        rows,
        FigureTable.Source.ofGroups(id, by, summary.selection()));
  }

  private static List<String> first(Dimension by) {
    return switch (by) {
      case DATE -> List.of("Day");
      case PERSON -> List.of("Person", "Name", "Team");
      case TEAM -> List.of("Team");
      case TOOL -> List.of("Tool");
      case MODEL -> List.of("Model");
      case TERMINAL -> List.of("Terminal");
    };
  }

  static Row dayRow(DayOfUse day, List<Cell> cells) {
    return Row.of(day.day().toString(), "", day.soFar() ? Row.SO_FAR : "", null, cells);
  }

  private static List<Cell> cells(UsageGroup group, List<FigureColumn> columns, Origin origin) {
    return columns.stream().map(column -> column.of(group, origin)).toList();
  }

  private static String name(UsageGroup group, Dimension by) {
    return group.of(by);
  }
}
