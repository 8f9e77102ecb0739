package dev.millrace.usage;

import static dev.millrace.usage.UsageSql.quoted;

import dev.millrace.OrgId;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.lake.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;

/**
 * Makes the relation {@code earlier} in DuckDB. Days before the look-back are fetched, one at a
 * time, only if there are counters of which the look-back has no point: few ever sleep so long.
 */
record EarlierCounters(Lake lake, DuckDbSettings settings, Statement statement) {

  /** Counters that the days wanted have points of and the look-back has none. */
  private static final String UNKNOWN =
      """
      create table unknown_counters as
      select a.series_id, a.owner_id, a.start_ns
      from activity a
      join calendar c on c.event_date = a.event_date and a.time_ns between c.from_ns and c.to_ns
      cross join range_of_days r
      where a.temporality = 2 and a.start_ns < r.look_back_ns
      group by a.series_id, a.owner_id, a.start_ns, r.first_day
      having min(c.day) >= r.first_day
      """;

  /** The relations {@code activity}, {@code calendar} and {@code range_of_days} are there. */
  void of(OrgId org, Days days) throws SQLException, IOException {
    statement.execute(UNKNOWN);
    statement.execute(
        "create table found (series_id bigint, owner_id bigint, start_ns bigint, qty bigint)");
    if (isUnknown()) {
      for (LocalDate date :
          days.countersFrom().datesUntil(days.activityFrom().plusDays(1)).toList()) {
        find(org, days, date);
      }
    }
    statement.execute(
        "create view earlier as select series_id, owner_id, start_ns, max(qty) as qty from found"
            + " group by series_id, owner_id, start_ns");
  }

  private boolean isUnknown() throws SQLException {
    try (ResultSet any = statement.executeQuery("select 1 from unknown_counters limit 1")) {
      return any.next();
    }
  }

  private void find(OrgId org, Days days, LocalDate date) throws SQLException, IOException {
    try (TempFolder folder = TempFolder.in(settings.tempDirectory())) {
      List<Path> files = lake.fetchActivity(org, date, date, folder.path());
      for (Path file : files) {
        String activity =
            "select a.* from read_parquet(%s) a semi join unknown_counters using (series_id, owner_id, start_ns)"
                .formatted(quoted(file.toString()));
        statement.execute("insert into found " + UsageRelations.earlier(activity, days));
      }
    }
  }
}
