package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Usage in the table {@code usage_daily}. */
@ApplicationScoped
public class PostgresUsageLedger implements UsageLedger {

  /** Two rollups may come to the same day; one waits for the other, so that neither meets half. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtext($1), $2::date - date '2000-01-01')";

  private static final String DELETE = "delete from usage_daily where org = $1 and event_date = $2";
  private static final String INSERT = insert();

  /** Many people's rows have the name of nobody. */
  private static final String OF_PEOPLE =
      " from usage_daily where org = $1 and lower(person) = any ($2) and person <> 'unattributed'";

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
  public SortedSet<LocalDate> daysOf(OrgId org, Set<String> people) {
    SortedSet<LocalDate> days = new TreeSet<>();
    ofPeople("select distinct event_date" + OF_PEOPLE, org, people)
        .forEach(row -> days.add(row.getLocalDate("event_date")));
    return days;
  }

  @Override
  public void erase(OrgId org, Set<String> people) {
    var unused = ofPeople("delete" + OF_PEOPLE, org, people);
  }

  private RowSet<Row> ofPeople(String sql, OrgId org, Set<String> people) {
    Tuple parameters = Tuple.of(org.value(), people.toArray(String[]::new));
    return database.inSqlTransaction(
        connection -> connection.preparedQuery(sql).execute(parameters));
  }

  @Override
  public List<List<UsageGroup>> usage(UsageSelection selection, List<Set<Dimension>> groupings) {
    UsageStatement statement = new UsageStatement(selection, groupings);
    return statement.groups(
        database.inSqlTransaction(
            connection -> SelectedRows.query(connection, statement.sql(), statement.parameters())));
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
