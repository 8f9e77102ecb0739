package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.database.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Which versions of which tools people use. */
@ApplicationScoped
public class ToolVersions {

  private static final String LATEST =
      """
      select distinct on (tool) tool, tool_version, event_date from usage_daily
      where org = $1 and person = any ($2) order by tool, event_date desc, tool_version desc\
      """;

  private final Database database;

  ToolVersions(Database database) {
    this.database = database;
  }

  /**
   * The latest of each tool, by tool.
   *
   * @param names of one person, as they stand in usage
   */
  public List<ToolVersion> of(OrgId org, Set<String> names) {
    Tuple parameters = Tuple.of(org.value(), names.toArray(String[]::new));
    return StreamSupport.stream(
            database
                .inSqlTransaction(
                    connection -> connection.preparedQuery(LATEST).execute(parameters))
                .spliterator(),
            false)
        .map(
            row ->
                new ToolVersion(
                    row.getString("tool"),
                    row.getString("tool_version"),
                    row.getLocalDate("event_date")))
        .toList();
  }
}
