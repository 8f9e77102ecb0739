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
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sums a selection of usage up for people to look at: three statements, however many people, days
 * and groups there are.
 */
@ApplicationScoped
public class UsageSummaries {

  /** Who is on the roster, since when, and who used anything, on which days. */
  private static final String ATTENDANCE =
      """
      %s,
      active as (
        select by_person as person, bit_or(day_mark)::text as days
        from selected where by_person <> '%s' group by by_person
      ),
      named as (
        select email, (
          select event_date from usage_daily u where u.org = $1 and u.person = p.person
          order by event_date limit 1
        ) as first_used
        from member_of_person p where org = $1
      ),
      first_use as (select email, min(first_used) as first_used from named group by email),
      roster as (
        select email, least((created_at at time zone 'UTC')::date, first_used) as since
        from member join first_use using (email) where org = $1 %s
      )
      select coalesce(email, person) as person, since, coalesce(days, '') as days
      from roster full join active on person = email order by 1\
      """;

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
      ) failed on failed.state = 'FAILED'\
      """;

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
    List<DayOfUse> days = days(selection, freshness, people);
    List<DayOfUse> over = days.stream().filter(day -> !day.soFar()).toList();
    return new UsageSummary(
        selection,
        groups.getOrDefault(Set.of(), List.of()).stream().findFirst().orElse(UsageGroup.NONE),
        groups,
        days,
        WeekOfUse.of(days, people),
        WeekOfUse.mean(over),
        people,
        Adoption.of(people, days.size()),
        unattributed(groups.getOrDefault(Set.of(Dimension.PERSON), List.of())),
        freshness);
  }

  private List<DayOfUse> days(
      UsageSelection selection, Freshness freshness, List<Attendance> people) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate first = freshness.firstDay();
    if (first == null || first.isAfter(selection.to())) {
      return List.of();
    }
    LocalDate last = today.isBefore(selection.to()) ? today : selection.to();
    LocalDate start = first.isAfter(selection.from()) ? first : selection.from();
    return start.isAfter(last)
        ? List.of()
        : start.datesUntil(last.plusDays(1)).map(day -> DayOfUse.of(day, people, today)).toList();
  }

  private static UsageGroup unattributed(List<UsageGroup> byPerson) {
    return byPerson.stream()
        .filter(group -> UsageSummary.UNATTRIBUTED.equals(group.by().get(Dimension.PERSON)))
        .findFirst()
        .orElse(UsageGroup.NONE);
  }

  private List<Attendance> attendance(UsageSelection selection) {
    LocalDate twelveWeeks = selection.to().minusDays(Adoption.DAYS - 1L);
    LocalDate week = selection.from().minusDays(DayOfUse.WEEK);
    LocalDate earliest = week.isBefore(twelveWeeks) ? week : twelveWeeks;
    UsageSelection wider =
        new UsageSelection(selection.org(), earliest, selection.to(), selection.only());
    String sql =
        ATTENDANCE.formatted(
            SelectedRows.with(wider),
            UsageSummary.UNATTRIBUTED,
            SelectedRows.rosterCondition(wider));
    return rows(
        sql,
        SelectedRows.parameters(wider),
        row ->
            Attendance.of(
                row.getString("person"),
                row.getLocalDate("since"),
                ActiveDays.of(earliest, row.getString("days")),
                selection));
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
