package dev.millrace.usage;

import dev.millrace.database.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sums a selection of usage up for people to look at: three statements, however many people, days
 * and groups there are.
 */
@ApplicationScoped
public class UsageSummaries {

  /** Who is on the roster and who used anything, on how many days. */
  private static final String ATTENDANCE =
      """
      %s,
      active as (
        select by_person as person,
          count(*) filter (where event_date >= $%d) as days,
          count(*) filter (where event_date >= $%d) as of_twelve_weeks
        from (select distinct by_person, event_date from selected where by_person <> '%s') attended
        group by by_person
      ),
      roster as (select email from member where org = $1 %s)
      select coalesce(email, person) as person, email is not null as on_roster,
        coalesce(days, 0) as days, coalesce(of_twelve_weeks, 0) as of_twelve_weeks
      from roster full join active on person = email order by 1""";

  private static final String FRESHNESS =
      """
      select
        (select min(event_date) from usage_daily where org = $1) as first_day,
        (select max(event_date) from usage_daily where org = $1) as last_day,
        (select count(*) from rollup_run where org = $1 and state in ('REQUESTED', 'RUNNING')) as open,
        (select finished_at from rollup_run where org = $1 and state = 'DONE'
          order by requested_at desc limit 1) as rolled_up_at,
        failed.finished_at as failed_at, coalesce(failed.error, '') as error
      from (select 1) one left join (
        select state, finished_at, error from rollup_run
        where org = $1 and state in ('DONE', 'FAILED') order by requested_at desc limit 1
      ) failed on failed.state = 'FAILED'""";

  private final UsageLedger ledger;
  private final Database database;
  private final Clock clock;

  UsageSummaries(UsageLedger ledger, Database database, Clock clock) {
    this.ledger = ledger;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Sums up.
   *
   * @param by what the summary is to be divided by, a set of dimensions each; by date and by person
   *     it always is
   */
  public UsageSummary of(UsageSelection selection, Set<Set<Dimension>> by) {
    Set<Set<Dimension>> wanted = new LinkedHashSet<>(by);
    wanted.addAll(List.of(Set.of(), Set.of(Dimension.DATE), Set.of(Dimension.PERSON)));
    List<Set<Dimension>> groupings = List.copyOf(wanted);
    List<List<UsageGroup>> usage = ledger.usage(selection, groupings);
    Map<Set<Dimension>, List<UsageGroup>> groups = new HashMap<>();
    groupings.forEach(grouping -> groups.put(grouping, usage.get(groups.size())));
    return summary(selection, groups, attendance(selection), freshness(selection));
  }

  private UsageSummary summary(
      UsageSelection selection,
      Map<Set<Dimension>, List<UsageGroup>> groups,
      List<Attendance> people,
      Freshness freshness) {
    long members = people.stream().filter(Attendance::onRoster).count();
    List<DayOfUse> days =
        days(selection, freshness, groups.getOrDefault(Set.of(Dimension.DATE), List.of()), members);
    List<DayOfUse> over = days.stream().filter(day -> !day.soFar()).toList();
    return new UsageSummary(
        selection,
        groups.getOrDefault(Set.of(), List.of()).stream().findFirst().orElse(UsageGroup.NONE),
        groups,
        days,
        WeekOfUse.of(days),
        WeekOfUse.mean(over),
        people,
        Adoption.of(people, days.size()),
        unattributed(groups.getOrDefault(Set.of(Dimension.PERSON), List.of())),
        freshness);
  }

  private List<DayOfUse> days(
      UsageSelection selection, Freshness freshness, List<UsageGroup> byDate, long members) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate first = freshness.firstDay();
    if (first == null || first.isAfter(selection.to())) {
      return List.of();
    }
    LocalDate last = today.isBefore(selection.to()) ? today : selection.to();
    LocalDate start = first.isAfter(selection.from()) ? first : selection.from();
    if (start.isAfter(last)) {
      return List.of();
    }
    Map<String, UsageGroup> byDay =
        byDate.stream()
            .collect(
                Collectors.toMap(
                    group -> String.valueOf(group.by().get(Dimension.DATE)), Function.identity()));
    return start
        .datesUntil(last.plusDays(1))
        .map(day -> day(day, byDay.getOrDefault(day.toString(), UsageGroup.NONE), members, today))
        .toList();
  }

  private static DayOfUse day(LocalDate day, UsageGroup usage, long members, LocalDate today) {
    long active = usage.count(Figure.PEOPLE_ON_ROSTER);
    return new DayOfUse(
        day,
        active,
        usage.count(Figure.PEOPLE) - active,
        UsageGroup.share(active, members),
        !day.isBefore(today));
  }

  private static UsageGroup unattributed(List<UsageGroup> byPerson) {
    return byPerson.stream()
        .filter(group -> UsageSummary.UNATTRIBUTED.equals(group.by().get(Dimension.PERSON)))
        .findFirst()
        .orElse(UsageGroup.NONE);
  }

  private List<Attendance> attendance(UsageSelection selection) {
    LocalDate twelveWeeks = selection.to().minusDays(Adoption.DAYS - 1L);
    LocalDate earliest = selection.from().isBefore(twelveWeeks) ? selection.from() : twelveWeeks;
    UsageSelection wider =
        new UsageSelection(selection.org(), earliest, selection.to(), selection.only());
    Tuple parameters = SelectedRows.parameters(wider);
    int next = parameters.size() + 1;
    parameters.addValue(selection.from()).addValue(twelveWeeks);
    String sql =
        ATTENDANCE.formatted(
            SelectedRows.with(wider),
            next,
            next + 1,
            UsageSummary.UNATTRIBUTED,
            SelectedRows.rosterCondition(wider));
    return rows(
        sql,
        parameters,
        row ->
            new Attendance(
                row.getString("person"),
                row.getBoolean("on_roster"),
                row.getLong("days"),
                row.getLong("of_twelve_weeks")));
  }

  private Freshness freshness(UsageSelection selection) {
    return rows(
            FRESHNESS,
            Tuple.of(selection.org().value()),
            row ->
                new Freshness(
                    row.getLocalDate("first_day"),
                    row.getLocalDate("last_day"),
                    instant(row.getOffsetDateTime("rolled_up_at")),
                    row.getLong("open"),
                    instant(row.getOffsetDateTime("failed_at")),
                    row.getString("error")))
        .get(0);
  }

  private <T> List<T> rows(String sql, Tuple parameters, Function<Row, T> reading) {
    RowSet<Row> rows =
        database.inSqlTransaction(connection -> SelectedRows.query(connection, sql, parameters));
    return StreamSupport.stream(rows.spliterator(), false).map(reading).toList();
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
