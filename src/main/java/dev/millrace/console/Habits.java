package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.console.FigureTable.Column;
import dev.millrace.console.FigureTable.Plot;
import dev.millrace.console.FigureTable.Row;
import dev.millrace.console.FigureTable.Source;
import dev.millrace.console.FigureTable.Unit;
import dev.millrace.usage.Adoption;
import dev.millrace.usage.Attendance;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageSummary;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How members use tools: when last, which, how often, and whether more or less than before.
 *
 * @param summary of {@link Adoption#DAYS} days up to today
 */
record Habits(UsageSummary summary) {

  /** Id of the table, as addresses have it. */
  static final String TABLE = "people";

  private static final int LATELY = 28;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("team", "Team", Unit.NONE, false),
          new Column("last", "Last active", Unit.NONE, false),
          new Column("tools", "Tools", Unit.NONE, false),
          new Column("days", "Days of 28", Unit.NONE, false),
          new Column("change", "Change", Unit.NONE, false));

  /** A row a member, in which names and figures can be sorted and searched. */
  FigureTable of(List<MemberRow> members, @Nullable Cohort cohort) {
    Map<String, Attendance> people =
        summary.people().stream()
            .collect(Collectors.toMap(Attendance::person, Function.identity()));
    Map<String, SortedSet<String>> tools = summary.toolsBy(Dimension.PERSON);
    List<Row> rows =
        members.stream()
            .filter(row -> cohort == null || cohort == cohortOf(people.get(email(row))))
            .map(row -> row(row, people.get(email(row)), tools))
            .toList();
    return new FigureTable(
        TABLE,
        "Roster",
        "",
        "",
        List.of("Person", "Name", "Team"),
        Plot.NONE,
        COLUMNS,
        rows,
        Source.ofSummary(TABLE, summary.selection()),
        null);
  }

  private Row row(
      MemberRow member, @Nullable Attendance person, Map<String, SortedSet<String>> tools) {
    String email = email(member);
    LocalDate last = person == null ? null : person.active().last();
    String used = String.join(" ", tools.getOrDefault(email, new TreeSet<>()));
    LocalDate today = summary.selection().to();
    int days = days(person, today);
    int before = days(person, today.minusDays(LATELY));
    return new Row(
        member.title(),
        "/usage/person?person=" + member.encodedEmail(),
        "",
        null,
        List.of(email, member.member().name(), member.member().team()),
        List.of(
            new Cell(member.member().team(), member.member().team()),
            last == null
                ? new Cell("not in " + Adoption.DAYS + " days", "")
                : new Cell(last.toString(), last.toString()),
            new Cell(used, used),
            Unit.NONE.cell(Written.count(days), (double) days),
            Unit.NONE.cell(change(days - before), (double) (days - before))));
  }

  private static int days(@Nullable Attendance person, LocalDate to) {
    return person == null ? 0 : person.active().between(to.minusDays(LATELY - 1L), to);
  }

  private static String change(int days) {
    if (days == 0) {
      return "";
    }
    String unit = Math.abs(days) == 1 ? " day " : " days ";
    return Math.abs(days) + unit + (days > 0 ? "more" : "less");
  }

  private static Cohort cohortOf(@Nullable Attendance person) {
    return Cohort.of(person == null ? 0 : person.ofTwelveWeeks());
  }

  private static String email(MemberRow row) {
    return row.member().email();
  }
}
