package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.PersonNames;
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
import java.util.function.Predicate;
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

  private static final String PEOPLE = "select distinct person from usage_daily where org = $1";

  /** Of sessions' ids, of which there are many, those that may be somebody's address. */
  private static final String TEXTS =
      """
      select distinct unnest(array[terminal, team, tool_version, model]) as text
      from usage_daily where org = $1
      union
      select session from usage_daily, unnest(session_ids) as session
      where org = $1 and session like '%@%'""";

  private static final String OF_PERSON =
      """
      from usage_daily where org = $1 and (person = any ($2) or terminal = any ($3)
        or team = any ($3) or tool_version = any ($3) or model = any ($3) or session_ids && $3)""";

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
  public SortedSet<LocalDate> daysOf(OrgId org, PersonNames person) {
    SortedSet<LocalDate> days = new TreeSet<>();
    ofPerson("select distinct event_date\n" + OF_PERSON, org, person)
        .forEach(row -> days.add(row.getLocalDate("event_date")));
    return days;
  }

  @Override
  public void erase(OrgId org, PersonNames person) {
    var unused = ofPerson("delete\n" + OF_PERSON, org, person);
  }

  /** Which texts are theirs is not for SQL to say: it is told in which of its spellings. */
  private RowSet<Row> ofPerson(String sql, OrgId org, PersonNames person) {
    return database.inSqlTransaction(
        connection ->
            texts(connection, PEOPLE, org, person::include)
                .chain(
                    names ->
                        texts(connection, TEXTS, org, person::standIn)
                            .chain(
                                texts ->
                                    connection
                                        .preparedQuery(sql)
                                        .execute(Tuple.of(org.value(), names, texts)))));
  }

  private static Uni<String[]> texts(
      SqlConnection connection, String sql, OrgId org, Predicate<String> wanted) {
    return connection
        .preparedQuery(sql)
        .execute(Tuple.of(org.value()))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString(0))
                    .filter(wanted)
                    .toArray(String[]::new));
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
