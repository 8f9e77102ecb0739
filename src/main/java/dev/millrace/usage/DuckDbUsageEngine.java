package dev.millrace.usage;

import static dev.millrace.usage.UsageSql.quoted;
import static java.util.stream.Collectors.joining;

import dev.millrace.OrgId;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.lake.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Computes usage in a DuckDB inside the process, one for each call, from files fetched for it. */
public final class DuckDbUsageEngine implements UsageEngine {

  /**
   * Each thread has groups of its own, and while they are added up they do not spill: with 1 GB and
   * two threads 550 MB of activity went through and 1,150 MB did not; with one thread those did.
   */
  private static final int MEMORY_PER_BYTE = 2;

  /**
   * Joins look up what stands on the right, which in {@code usage.sql} is the smaller side. DuckDB
   * guesses that of relations that are empty nearly always, and would rather keep all events.
   */
  static final String AS_WRITTEN = "set disabled_optimizers = 'join_order,build_side_probe_side'";

  private final Lake lake;
  private final DuckDbSettings settings;

  /**
   * An engine.
   *
   * @param settings whose folder holds the files too
   */
  public DuckDbUsageEngine(Lake lake, DuckDbSettings settings) {
    this.lake = lake;
    this.settings = settings;
  }

  @Override
  public List<UsageRow> usage(OrgId org, Days days, PriceTable prices) {
    try (TempFolder folder = TempFolder.in(settings.tempDirectory())) {
      List<Path> files =
          lake.fetchActivity(org, days.activityFrom(), days.activityTo(), folder.path());
      return files.isEmpty() ? List.of() : usage(files, days, prices);
    } catch (SQLException | IOException e) {
      throw new UsageFailedException(
          "usage of %s from %s to %s could not be computed"
              .formatted(org, days.first(), days.last()),
          e);
    }
  }

  private List<UsageRow> usage(List<Path> files, Days days, PriceTable prices)
      throws SQLException, IOException {
    try (Connection database = DuckDb.open(settingsFor(bytes(files)));
        Statement statement = database.createStatement()) {
      statement.execute(AS_WRITTEN);
      statement.execute("create view activity as " + activity(files));
      statement.execute("create table calendar as " + UsageRelations.calendar(days));
      statement.execute("create table range_of_days as " + UsageRelations.rangeOfDays(days));
      statement.execute("create table prices as " + UsageRelations.prices(prices));
      return rows(statement);
    }
  }

  /** With one thread where there is much activity for the memory. */
  DuckDbSettings settingsFor(long activityBytes) {
    return activityBytes > settings.memoryBytes() / MEMORY_PER_BYTE ? settings.share(1) : settings;
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
    try (ResultSet result = statement.executeQuery(UsageSql.hinted())) {
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
