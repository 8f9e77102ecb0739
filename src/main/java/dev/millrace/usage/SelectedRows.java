package dev.millrace.usage;

import static java.util.stream.Collectors.joining;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** The rows of {@code usage_daily} that a selection means, with its dimensions as columns. */
final class SelectedRows {

  /** The first three parameters are the organisation and the days. */
  private static final int FIXED_PARAMETERS = 3;

  private SelectedRows() {}

  /** The column that holds a dimension. */
  static String column(Dimension dimension) {
    return "by_" + dimension;
  }

  /**
   * A {@code with} clause that names them {@code selected}. Besides the table's columns they have
   * one for each dimension, {@code on_roster}, and two marks: {@code person_mark} and {@code
   * day_mark} have one bit set of as many as there are people, or days, so that those of a group
   * come out of {@code bit_or}. Usage that names nobody has no mark of a person.
   *
   * <p>People are looked up once each and not once a row, which also tells PostgreSQL how many of
   * them there are.
   */
  static String with(UsageSelection selection) {
    String dimensions =
        Arrays.stream(Dimension.values())
            .map(dimension -> dimension.sql() + " as " + column(dimension))
            .collect(joining(", "));
    AtomicInteger parameter = new AtomicInteger(FIXED_PARAMETERS);
    String conditions =
        selection.only().keySet().stream()
            .map(dimension -> column(dimension) + " = $" + parameter.incrementAndGet())
            .collect(joining(" and "));
    return """
        with people as materialized (
          select person, name, team, on_roster,
            case when name <> '%s' then
              set_bit(repeat('0', count(*) over ()::int)::varbit, dense_rank() over (order by name)::int - 1, 1)
            end as mark
          from (
            select u.person, coalesce(m.email, u.person) as name, m.team, m.email is not null as on_roster
            from (
              select distinct person from usage_daily where org = $1 and event_date between $2 and $3
            ) u left join member_of_person m on m.org = $1 and m.person = u.person
          ) named
        ),
        selected as not materialized (
          select * from (
            select u.*, p.on_roster, p.mark as person_mark,
              set_bit((select repeat('0', $3::date - $2::date + 1)::varbit), event_date - $2::date, 1)
                as day_mark,
              %s
            from usage_daily u join people p using (person)
            where u.org = $1 and u.event_date between $2 and $3
          ) rows_of_days %s
        )"""
        .formatted(
            UsageSummary.UNATTRIBUTED,
            dimensions,
            conditions.isEmpty() ? "" : "where " + conditions);
  }

  /**
   * Runs a statement over them. PostgreSQL expects one row of an organisation that it has no
   * statistics of yet, and would go through all people for every row there is; and it would compile
   * code for what it was told to avoid and cannot, since that counts as dear.
   */
  static Uni<RowSet<Row>> query(SqlConnection connection, String sql, Tuple parameters) {
    return connection
        .query("set local enable_nestloop = off; set local jit = off")
        .execute()
        .chain(() -> connection.preparedQuery(sql).execute(parameters));
  }

  /**
   * The same condition on the roster, for who is not in the usage: more of a member is not known.
   */
  static String rosterCondition(UsageSelection selection) {
    StringBuilder conditions = new StringBuilder();
    int parameter = FIXED_PARAMETERS;
    for (Dimension dimension : selection.only().keySet()) {
      parameter++;
      switch (dimension) {
        case TEAM -> conditions.append(" and team = $").append(parameter);
        case PERSON -> conditions.append(" and email = $").append(parameter);
        case DATE, TOOL, MODEL, TERMINAL -> {}
      }
    }
    return conditions.toString();
  }

  static Tuple parameters(UsageSelection selection) {
    Tuple parameters = Tuple.of(selection.org().value(), selection.from(), selection.to());
    selection.only().values().forEach(parameters::addString);
    return parameters;
  }
}
