package dev.millrace.usage;

import static dev.millrace.usage.UsageSql.quoted;
import static java.util.stream.Collectors.joining;

import dev.millrace.OrgId;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.lake.Lake;
import dev.millrace.lake.LakeLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Computes usage in a DuckDB inside the process, one for each call, from files fetched for it: what
 * has to be known of each session for some sessions at a time, then all from that.
 */
public final class DuckDbUsageEngine implements UsageEngine {

  /**
   * How much memory is there for a byte of the activity, as it lies in files, that is computed at a
   * time. What it is grouped into has to fit: groups that are spilled come again with every file.
   */
  private static final int MEMORY_PER_BYTE = 8;

  /**
   * Joins look up what stands on the right, which in {@code usage.sql} is the smaller side. DuckDB
   * guesses that of relations that are empty nearly always, and would rather keep all events.
   */
  static final String AS_WRITTEN = "set disabled_optimizers = 'join_order,build_side_probe_side'";

  private static final Logger log = Logger.getLogger(DuckDbUsageEngine.class);

  private final Lake lake;
  private final DuckDbSettings settings;
  private final long partBytes;

  /**
   * An engine.
   *
   * @param settings whose folder holds the files too
   */
  public DuckDbUsageEngine(Lake lake, DuckDbSettings settings) {
    this(lake, settings, settings.memoryBytes() / MEMORY_PER_BYTE);
  }

  DuckDbUsageEngine(Lake lake, DuckDbSettings settings, long partBytes) {
    this.lake = lake;
    this.settings = settings;
    this.partBytes = partBytes;
  }

  @Override
  public List<UsageRow> usage(OrgId org, Days days, PriceTable prices) {
    try (TempFolder folder = TempFolder.in(settings.tempDirectory())) {
      List<Path> files =
          lake.fetchActivity(org, days.activityFrom(), days.activityTo(), folder.path());
      return files.isEmpty() ? List.of() : usage(org, days, prices, files);
    } catch (SQLException | IOException e) {
      throw new UsageFailedException(
          "usage of %s from %s to %s could not be computed"
              .formatted(org, days.first(), days.last()),
          e);
    }
  }

  private List<UsageRow> usage(OrgId org, Days days, PriceTable prices, List<Path> files)
      throws SQLException, IOException {
    try (Connection database = DuckDb.open(settings);
        Statement statement = database.createStatement()) {
      statement.execute(AS_WRITTEN);
      statement.execute("create view activity as " + activity(files));
      statement.execute("create table calendar as " + UsageRelations.calendar(days));
      statement.execute("create table range_of_days as " + UsageRelations.rangeOfDays(days));
      statement.execute("create table prices as " + UsageRelations.prices(prices));
      new EarlierCounters(lake, settings, statement).of(org, days);
      statement.execute(
          "create table partials as (%s) with no data".formatted(UsageSql.partials()));
      computePartials(statement, org, files);
      statement.execute("create or replace view activity as " + activity(files));
      return rows(statement);
    }
  }

  private void computePartials(Statement statement, OrgId org, List<Path> files)
      throws SQLException, IOException {
    long parts = parts(bytes(files));
    for (int part = 0; part < parts; part++) {
      String some = activity(files) + sessions(part, parts);
      statement.execute("create or replace view activity as " + some);
      statement.execute("insert into partials " + UsageSql.partials());
      if (parts > 1) {
        log.infof("computing usage of %s: %d of %d parts", org, part + 1, parts);
      }
    }
  }

  private static String sessions(int part, long parts) {
    return " where session_hash >= %d and session_hash < %d"
        .formatted(
            part * LakeLayout.SESSION_HASHES / parts,
            (part + 1) * LakeLayout.SESSION_HASHES / parts);
  }

  /** In how many parts so much activity is computed. */
  long parts(long activityBytes) {
    return 1 + activityBytes / partBytes;
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static List<UsageRow> rows(Statement statement) throws SQLException {
    List<UsageRow> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(UsageSql.usageOfPartials())) {
      UsageResult usage = new UsageResult(result);
      while (result.next()) {
        rows.add(usage.row());
      }
    }
    return rows;
  }

  private static String activity(List<Path> files) {
    return files.stream()
        .map(file -> quoted(file.toString()))
        .collect(
            joining(
                ", ",
                "select * from read_parquet([",
                "], hive_partitioning = true, hive_types_autocast = false)"));
  }
}
