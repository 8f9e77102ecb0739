package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.database.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What usage can be confined to: the tools, models and teams that there are in it. */
@ApplicationScoped
public class UsageChoices {

  private static final List<Dimension> OFFERED =
      List.of(Dimension.TEAM, Dimension.TOOL, Dimension.MODEL);

  private final Database database;

  UsageChoices(Database database) {
    this.database = database;
  }

  /**
   * The choices in some days' usage, each set ordered and without the empty text.
   *
   * @param from first day
   * @param to last day
   */
  public Map<Dimension, SortedSet<String>> of(OrgId org, LocalDate from, LocalDate to) {
    UsageSelection all = UsageSelection.all(org, from, to);
    String sql =
        SelectedRows.with(all) + " select distinct by_team, by_tool, by_model from selected";
    RowSet<Row> rows =
        database.inSqlTransaction(
            connection -> SelectedRows.query(connection, sql, SelectedRows.parameters(all)));
    Map<Dimension, SortedSet<String>> choices = new EnumMap<>(Dimension.class);
    for (Dimension dimension : OFFERED) {
      SortedSet<String> values = new TreeSet<>();
      rows.forEach(row -> values.add(row.getString(SelectedRows.column(dimension))));
      values.remove("");
      choices.put(dimension, values);
    }
    return choices;
  }
}
