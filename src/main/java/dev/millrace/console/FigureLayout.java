package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.console.FigureTable.Column;
import dev.millrace.console.FigureTable.Plot;
import dev.millrace.console.FigureTable.Row;
import dev.millrace.usage.DayOfUse;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How groups of a summary's usage are laid out as rows of a table: over days, or ranked.
 *
 * @param names of members by their e-mail addresses
 */
record FigureLayout(UsageSummary summary, Map<String, String> names) {

  /** What one or more columns say day by day, as bars. */
  FigureTable daily(
      String id, String title, String note, FigureColumn drawn, FigureColumn... others) {
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
                        day, cells(byDay.getOrDefault(day.day().toString(), UsageGroup.NONE), all)))
            .toList();
    return table(id, title, note, Plot.BARS, Dimension.DATE, columns, rows);
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
    double most = groups.isEmpty() ? 0 : rank.applyAsDouble(groups.get(0));
    List<Row> rows =
        groups.stream()
            .map(
                group ->
                    namedRow(
                        by,
                        name(group, by),
                        most == 0 ? 0 : 100 * rank.applyAsDouble(group) / most,
                        cells(group, List.of(columns))))
            .toList();
    List<Column> headings = List.of(columns).stream().map(FigureColumn::notDrawn).toList();
    return table(id, title, "", Plot.NONE, by, headings, rows);
  }

  private Row namedRow(Dimension by, String name, double bar, List<Cell> cells) {
    return switch (by) {
      case PERSON ->
          name.equals(UsageSummary.UNATTRIBUTED)
              ? new Row("Unattributed", "", "names nobody", bar, cells)
              : new Row(called(name), page("person", name), detail(name), bar, cells);
      case TEAM ->
          name.isEmpty()
              ? new Row("No team", "", "", bar, cells)
              : new Row(name, page("team", name), "", bar, cells);
      case DATE, TOOL, MODEL, TERMINAL -> new Row(name, "", "", bar, cells);
    };
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

  private String called(String person) {
    String name = names.getOrDefault(person, "");
    return name.isEmpty() ? person : name;
  }

  private String detail(String person) {
    String name = names.get(person);
    if (name == null) {
      return "on no roster";
    }
    return name.isEmpty() ? "" : person;
  }

  private FigureTable table(
      String id,
      String title,
      String note,
      Plot plot,
      Dimension by,
      List<Column> columns,
      List<Row> rows) {
    String first =
        by.toString().substring(0, 1).toUpperCase(Locale.ROOT) + by.toString().substring(1);
    return new FigureTable(
        id,
        title,
        note,
        by == Dimension.DATE ? "Day" : first,
        plot,
        columns,
        rows,
        FigureTable.Source.ofGroups(by, summary.selection()));
  }

  static Row dayRow(DayOfUse day, List<Cell> cells) {
    return new Row(day.day().toString(), "", day.soFar() ? "so far" : "", null, cells);
  }

  private static List<Cell> cells(UsageGroup group, List<FigureColumn> columns) {
    return columns.stream().map(column -> column.of(group)).toList();
  }

  private static String name(UsageGroup group, Dimension by) {
    return String.valueOf(group.by().get(by));
  }
}
