package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.console.FigureTable.Column;
import dev.millrace.console.FigureTable.Plot;
import dev.millrace.console.FigureTable.Row;
import dev.millrace.console.FigureTable.Source;
import dev.millrace.console.FigureTable.Unit;
import dev.millrace.usage.Adoption;
import dev.millrace.usage.DayOfUse;
import dev.millrace.usage.UsageSummary;
import dev.millrace.usage.WeekOfUse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who was active, of all there are: week by week, day by day, and as a habit. */
record AttendanceTables(UsageSummary summary, RowNames names) {

  static final String ACTIVE = "active";
  static final String ADOPTION = "adoption";

  /** Who was active in the week that ends with each day, which has no weekends in it. */
  FigureTable active() {
    Map<LocalDate, WeekOfUse> weeks =
        summary.weeks().stream().collect(Collectors.toMap(WeekOfUse::monday, Function.identity()));
    List<Row> rows =
        summary.days().stream()
            .map(day -> names.ofDay(day, cells(day, weeks.get(monday(day.day())))))
            .toList();
    return new FigureTable(
        ACTIVE,
        "Weekly active people",
        "Members with any usage in the seven days that end with the day, and all members there were"
            + " on it: those who were on the roster by then, or had used a tool.",
        "No member was active",
        List.of("Day"),
        Plot.LINES,
        List.of(
            new Column("weekly", "Active in seven days", Unit.NONE, true),
            new Column("members", "Members", Unit.NONE, true),
            new Column("active", "Active on the day", Unit.NONE, false),
            new Column("share", "Share of members", Unit.PERCENT, false),
            new Column("mean", "Mean of the week", Unit.PERCENT, false),
            new Column("others", "On no roster", Unit.NONE, false)),
        rows,
        Source.ofSummary(ACTIVE, summary.selection()),
        null);
  }

  /**
   * A week's mean is one of days that are over, so that it does not stand beside one that is not.
   */
  private static List<Cell> cells(DayOfUse day, @Nullable WeekOfUse week) {
    return List.of(
        number(day.weekly()),
        number(day.group()),
        number(day.members()),
        percent(day.share()),
        percent(week == null || day.soFar() ? null : week.share()),
        number(day.others()));
  }

  /** Members by how often they were active in twelve weeks. */
  FigureTable adoption() {
    Adoption adoption = summary.adoption();
    int none = adoption.group() - adoption.highUsers() - adoption.lowUsers();
    return new FigureTable(
        ADOPTION,
        "Adoption",
        sentence(adoption),
        "",
        List.of("Cohort"),
        Plot.NONE,
        List.of(
            new Column("share", "Share", Unit.PERCENT, false),
            new Column("members", "Members", Unit.NONE, false)),
        List.of(
            cohort(Cohort.REGULAR, adoption.highUsers(), adoption.group()),
            cohort(Cohort.OCCASIONAL, adoption.lowUsers(), adoption.group()),
            cohort(Cohort.NONE, none, adoption.group())),
        Source.ofSummary(ADOPTION, summary.selection()),
        null);
  }

  private static String sentence(Adoption adoption) {
    return "%d of %d are regular users (active on %d or more of the last %d days). On an average day %s of them are active."
        .formatted(
            adoption.highUsers(),
            adoption.group(),
            Adoption.HIGH_USE_DAYS,
            Adoption.DAYS,
            adoption.dailyActiveShare() == null
                ? "none"
                : Written.percent(adoption.dailyActiveShare()));
  }

  private static Row cohort(Cohort cohort, int part, int group) {
    double share = group == 0 ? 0 : (double) part / group;
    Cell percent = Unit.PERCENT.cell(Written.percentToTenth(share), share * 100);
    return Row.of(cohort.title(), cohort.link(), "", share * 100, List.of(percent, number(part)));
  }

  private static Cell percent(@Nullable Double share) {
    return Unit.PERCENT.cell(Written.percent(share), share == null ? null : share * 100);
  }

  private static Cell number(long value) {
    return Unit.NONE.cell(Written.count(value), (double) value);
  }

  private static LocalDate monday(LocalDate day) {
    return day.minusDays(day.getDayOfWeek().getValue() - 1L);
  }
}
