package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Usage in the table {@code usage_daily}. */
@ApplicationScoped
public class PostgresUsageLedger implements UsageLedger {

  /** Two rollups may come to the same day; one waits for the other, so that neither meets half. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtext($1), $2::date - date '2000-01-01')";

  private static final String DELETE = "delete from usage_daily where org = $1 and event_date = $2";
  private static final String INSERT = insert();
  private static final String UNKNOWN_SENDERS =
      """
      select person, max(person_source) as source, count(distinct event_date) as days,
        max(event_date) as last_day
      from usage_daily left join member_of_person m using (org, person)
      where org = $1 and person <> 'unattributed' and m.email is null
      group by person order by last_day desc, person limit 500""";

  private final Database database;

  PostgresUsageLedger(Database database) {
    this.database = database;
  }

  @Override
  public void replace(OrgId org, LocalDate eventDate, List<UsageRow> rows, Computed computed) {
    List<Tuple> tuples = rows.stream().map(row -> UsageColumns.tuple(org, row, computed)).toList();
    database.inSqlTransaction(
        connection ->
            connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(org.value(), eventDate))
                .chain(
                    () ->
                        connection.preparedQuery(DELETE).execute(Tuple.of(org.value(), eventDate)))
                .chain(() -> insert(connection, tuples)));
  }

  private static Uni<?> insert(SqlConnection connection, List<Tuple> tuples) {
    return tuples.isEmpty()
        ? Uni.createFrom().nullItem()
        : connection.preparedQuery(INSERT).executeBatch(tuples);
  }

  @Override
  public List<UsageGroup> usage(OrgId org, LocalDate from, LocalDate to, Set<Dimension> by) {
    Set<Dimension> ordered = new TreeSet<>(by);
    Tuple parameters = Tuple.of(org.value(), from, to);
    return StreamSupport.stream(
            database
                .inSqlTransaction(
                    connection -> connection.preparedQuery(query(ordered)).execute(parameters))
                .spliterator(),
            false)
        .map(row -> group(ordered, row))
        .toList();
  }

  /**
   * Sessions are counted apart from the rest: one that lasts over several days or models is one.
   */
  private static String query(Set<Dimension> by) {
    String dimensions =
        by.stream().map(d -> d.sql() + " as by_" + d + ", ").collect(Collectors.joining());
    String names = by.stream().map(d -> "by_" + d + ", ").collect(Collectors.joining());
    String figures =
        Arrays.stream(Figure.values())
            .map(PostgresUsageLedger::figure)
            .collect(Collectors.joining(", "));
    return """
        with of_days as (
          select u.*, coalesce(m.email, u.person) as current_person,
            coalesce(nullif(m.team, ''), u.team) as current_team
          from usage_daily u left join member_of_person m using (org, person)
          where u.org = $1 and u.event_date between $2 and $3
        ),
        figures as (
          select %1$s org, %3$s,
            bool_or(cost_source in ('reported', 'mixed')) as reported,
            bool_or(cost_source in ('derived', 'mixed')) as derived
          from of_days group by %2$s org
        ),
        named as (
          select %1$s org, count(distinct session_id) as named_sessions
          from of_days cross join unnest(session_ids) as session_id group by %2$s org
        )
        select figures.*, coalesce(named_sessions, 0) as named_sessions
        from figures left join named using (%2$s org) order by %2$s org"""
        .formatted(dimensions, names, figures);
  }

  /** Cut off where no number holds it; null stays null, which {@code least} alone would not do. */
  private static String figure(Figure figure) {
    return "case when %1$s is not null then least(%1$s, %2$d)::bigint end as %3$s"
        .formatted(figure.sql(), Long.MAX_VALUE, figure);
  }

  private static UsageGroup group(Set<Dimension> by, Row row) {
    Map<Dimension, String> group = new EnumMap<>(Dimension.class);
    by.forEach(dimension -> group.put(dimension, row.getString("by_" + dimension)));
    Map<Figure, @Nullable Long> figures = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      figures.put(figure, row.getLong(figure.toString()));
    }
    figures.merge(Figure.SESSIONS, row.getLong("named_sessions"), Long::sum);
    return new UsageGroup(
        group, figures, CostSource.of(row.getBoolean("reported"), row.getBoolean("derived")));
  }

  @Override
  public List<UnknownSender> unknownSenders(OrgId org) {
    return StreamSupport.stream(
            database
                .inSqlTransaction(
                    connection ->
                        connection.preparedQuery(UNKNOWN_SENDERS).execute(Tuple.of(org.value())))
                .spliterator(),
            false)
        .map(
            row ->
                new UnknownSender(
                    row.getString("person"),
                    row.getString("source"),
                    row.getLong("days"),
                    row.getLocalDate("last_day")))
        .toList();
  }

  private static String insert() {
    String parameters =
        IntStream.rangeClosed(1, UsageColumns.NAMES.size())
            .mapToObj(i -> "$" + i)
            .collect(Collectors.joining(", "));
    return "insert into usage_daily ("
        + String.join(", ", UsageColumns.NAMES)
        + ") values ("
        + parameters
        + ")";
  }
}
