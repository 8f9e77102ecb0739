package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.console.FigureTable.Column;
import dev.millrace.console.FigureTable.Plot;
import dev.millrace.console.FigureTable.Row;
import dev.millrace.usage.DayOfUse;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSummary;
import dev.millrace.usage.WeekOfUse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A summary as tables.
 *
 * @param names of members by their e-mail addresses
 */
record UsageTables(UsageSummary summary, Map<String, String> names) {

  UsageTables {
    names = Map.copyOf(names);
  }

  /** Active people day by day, and the mean of each week. */
  public FigureTable active() {
    Map<LocalDate, WeekOfUse> weeks =
        summary.weeks().stream().collect(Collectors.toMap(WeekOfUse::monday, Function.identity()));
    List<Column> columns =
        List.of(
            new Column("Active members", "%"),
            new Column("Mean of the week", "%"),
            new Column("Members", null),
            new Column("On no roster", null));
    List<Row> rows =
        summary.days().stream()
            .map(
                day ->
                    dayRow(
                        day,
                        List.of(
                            percent(day.share()),
                            percent(meanOf(weeks.get(monday(day.day())))),
                            number(day.members()),
                            number(day.others()))))
            .toList();
    return table(
        "active",
        "Active people",
        "A member is active on a day with any usage of theirs. Today is so far, and in no mean.",
        Plot.LINES,
        Dimension.DATE,
        columns,
        rows);
  }

  /** What one or more columns say day by day, as bars. */
  private FigureTable daily(
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

  public FigureTable costByDay() {
    return daily(
        "cost",
        "Cost by day",
        "An estimate at list prices: what plans by the seat really cost is not in it.",
        FigureColumn.COST,
        FigureColumn.COST_SOURCE);
  }

  public FigureTable tokensByDay() {
    return daily(
        "tokens",
        "Tokens by day",
        "Input leaves out what was read from or written to a cache; output includes reasoning.",
        FigureColumn.TOKENS,
        FigureColumn.INPUT,
        FigureColumn.OUTPUT,
        FigureColumn.CACHE_READ,
        FigureColumn.CACHE_CREATION,
        FigureColumn.CACHE_HITS);
  }

  public FigureTable sessionsByDay() {
    return daily(
        "sessions",
        "Sessions by day",
        "A session that lasts over midnight is one of both days, and one of the whole.",
        FigureColumn.SESSIONS,
        FigureColumn.PROMPTS,
        FigureColumn.HOURS);
  }

  public FigureTable codeByDay() {
    return daily(
        "code",
        "Code by day",
        "Lines are changed by the tools; how many stay is not known here.",
        FigureColumn.LINES_ADDED,
        FigureColumn.LINES_REMOVED,
        FigureColumn.COMMITS,
        FigureColumn.PULL_REQUESTS,
        FigureColumn.ACCEPTANCE,
        FigureColumn.ACCEPTANCE_HUMAN);
  }

  public FigureTable reliabilityByDay() {
    return daily(
        "reliability",
        "Errors by day",
        "Errors are requests to a model that were given up; failed tool calls were answered with a failure.",
        FigureColumn.API_ERRORS,
        FigureColumn.API_REQUESTS,
        FigureColumn.LATENCY,
        FigureColumn.TOOL_CALLS,
        FigureColumn.TOOL_CALLS_FAILED);
  }

  public FigureTable byTool() {
    return ranked(
        "by-tool",
        "Tools",
        Dimension.TOOL,
        UsageGroup::tokens,
        FigureColumn.TOKENS,
        FigureColumn.COST,
        FigureColumn.SESSIONS,
        FigureColumn.PEOPLE);
  }

  public FigureTable byModel() {
    return ranked(
        "by-model",
        "Models",
        Dimension.MODEL,
        UsageGroup::tokens,
        FigureColumn.TOKENS,
        FigureColumn.INPUT,
        FigureColumn.OUTPUT,
        FigureColumn.CACHE_READ,
        FigureColumn.CACHE_CREATION,
        FigureColumn.COST,
        FigureColumn.COST_SOURCE,
        FigureColumn.LATENCY);
  }

  public FigureTable byTeam() {
    return ranked(
        "by-team",
        "Teams",
        Dimension.TEAM,
        UsageTables::cost,
        FigureColumn.COST,
        FigureColumn.PEOPLE,
        FigureColumn.SESSIONS,
        FigureColumn.LINES_ADDED,
        FigureColumn.ACCEPTANCE);
  }

  public FigureTable byPerson() {
    return ranked(
        "by-person",
        "People",
        Dimension.PERSON,
        UsageTables::cost,
        FigureColumn.COST,
        FigureColumn.ACTIVE_DAYS,
        FigureColumn.SESSIONS,
        FigureColumn.HOURS,
        FigureColumn.TOKENS,
        FigureColumn.LINES_ADDED,
        FigureColumn.COMMITS,
        FigureColumn.PULL_REQUESTS,
        FigureColumn.ACCEPTANCE);
  }

  private FigureTable ranked(
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
    return "/usage/" + subject + "?" + subject + "=" + UsageFilter.encoded(name) + days();
  }

  private String days() {
    return "&days=custom&from=" + summary.selection().from() + "&to=" + summary.selection().to();
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
        by.toString(),
        UsageFilter.query(summary.selection()));
  }

  private static Row dayRow(DayOfUse day, List<Cell> cells) {
    return new Row(day.day().toString(), "", day.soFar() ? "so far" : "", null, cells);
  }

  private static List<Cell> cells(UsageGroup group, List<FigureColumn> columns) {
    return columns.stream().map(column -> column.of(group)).toList();
  }

  private static Cell percent(@Nullable Double share) {
    return FigureColumn.cell(Written.percent(share), share == null ? null : share * 100);
  }

  private static Cell number(long value) {
    return FigureColumn.cell(Written.count(value), (double) value);
  }

  private static double cost(UsageGroup group) {
    return group.count(Figure.COST_NANO_USD);
  }

  private static String name(UsageGroup group, Dimension by) {
    return String.valueOf(group.by().get(by));
  }

  private static @Nullable Double meanOf(@Nullable WeekOfUse week) {
    return week == null ? null : week.share();
  }

  private static LocalDate monday(LocalDate day) {
    return day.minusDays(day.getDayOfWeek().getValue() - 1L);
  }
}
