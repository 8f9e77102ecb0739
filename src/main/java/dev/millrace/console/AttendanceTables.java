package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.console.FigureTable.Column;
import dev.millrace.console.FigureTable.Plot;
import dev.millrace.console.FigureTable.Row;
import dev.millrace.console.FigureTable.Unit;
import dev.millrace.usage.Adoption;
import dev.millrace.usage.UsageSummary;
import dev.millrace.usage.WeekOfUse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who was active, of all there are: day by day, and as a habit. */
record AttendanceTables(UsageSummary summary) {

  static final String ACTIVE = "active";
  static final String ADOPTION = "adoption";

  /** Day by day, with the mean of each week. */
  FigureTable active() {
    Map<LocalDate, WeekOfUse> weeks =
        summary.weeks().stream().collect(Collectors.toMap(WeekOfUse::monday, Function.identity()));
    List<Column> columns =
        List.of(
            new Column("active", "Active members", Unit.PERCENT, true),
            new Column("mean", "Mean of the week", Unit.PERCENT, true),
            new Column("members", "Members", Unit.NONE, false),
            new Column("others", "On no roster", Unit.NONE, false));
    List<Row> rows =
        summary.days().stream()
            .map(
                day ->
                    FigureLayout.dayRow(
                        day,
                        List.of(
                            percent(day.share()),
                            percent(meanOf(weeks.get(monday(day.day())))),
                            number(day.members()),
                            number(day.others()))))
            .toList();
    return new FigureTable(
        ACTIVE,
        "Active people",
        "A member is active on a day with any usage of theirs. Today is so far, and in no mean.",
        "Nobody was active",
        List.of("Day"),
        Plot.LINES,
        columns,
        rows,
        FigureTable.Source.ofSummary(ACTIVE, summary.selection()));
  }

  /** Members by how often they were active in twelve weeks. */
  FigureTable adoption() {
    Adoption adoption = summary.adoption();
    int none = adoption.group() - adoption.highUsers() - adoption.lowUsers();
    return new FigureTable(
        ADOPTION,
        "Adoption",
        "Members by how often they used a tool in the twelve weeks up to the last day shown. High"
            + " users did on at least 35% of the calendar days, which is "
            + Adoption.HIGH_USE_DAYS
            + " of "
            + Adoption.DAYS
            + ". On an average day "
            + Written.percent(adoption.dailyActiveShare())
            + " of them are active; from half of them on, a tool counts as well adopted.",
        "",
        List.of("Cohort"),
        Plot.NONE,
        List.of(
            new Column("share", "Share", Unit.PERCENT, false),
            new Column("members", "Members", Unit.NONE, false)),
        List.of(
            cohort("High users", adoption.highUsers(), adoption.group()),
            cohort("Low users", adoption.lowUsers(), adoption.group()),
            cohort("Not at all", none, adoption.group())),
        FigureTable.Source.ofSummary(ADOPTION, summary.selection()));
  }

  private static Row cohort(String name, int part, int group) {
    double share = group == 0 ? 0 : (double) part / group;
    Cell percent = Unit.PERCENT.cell(Written.percentToTenth(share), share * 100);
    return Row.of(name, "", "", share * 100, List.of(percent, number(part)));
  }

  private static Cell percent(@Nullable Double share) {
    return Unit.PERCENT.cell(Written.percent(share), share == null ? null : share * 100);
  }

  private static Cell number(long value) {
    return Unit.NONE.cell(Written.count(value), (double) value);
  }

  private static @Nullable Double meanOf(@Nullable WeekOfUse week) {
    return week == null ? null : week.share();
  }

  private static LocalDate monday(LocalDate day) {
    return day.minusDays(day.getDayOfWeek().getValue() - 1L);
  }
}
