package dev.millrace.usage;

import static java.util.stream.Collectors.joining;

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

  /** A query with a column for each dimension besides those of the table, and {@code on_roster}. */
  static String sql(UsageSelection selection) {
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
        select * from (
          select u.*, m.email is not null as on_roster, %s
          from usage_daily u left join member_of_person m on m.org = u.org and m.person = u.person
          where u.org = $1 and u.event_date between $2 and $3
        ) rows_of_days %s"""
        .formatted(dimensions, conditions.isEmpty() ? "" : "where " + conditions);
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
