package dev.millrace.usage;

import static java.util.stream.Collectors.joining;

import dev.millrace.OrgId;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Computes usage in a DuckDB inside the process, one for each call. */
public final class DuckDbUsageEngine implements UsageEngine {

  private static final String USAGE = resource("usage.sql");

  private final DuckDbSettings settings;

  public DuckDbUsageEngine(DuckDbSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<UsageRow> usage(OrgId org, List<Path> activityFiles, Days days, PriceTable prices) {
    if (activityFiles.isEmpty()) {
      return List.of();
    }
    try (Connection database = DuckDb.open(settings);
        Statement statement = database.createStatement()) {
      statement.execute(activity(org, activityFiles));
      statement.execute("create table calendar as " + UsageRelations.calendar(days));
      statement.execute("create table range_of_days as " + UsageRelations.rangeOfDays(days));
      statement.execute("create table prices as " + UsageRelations.prices(prices));
      return rows(statement);
    } catch (SQLException e) {
      throw new UsageFailedException(
          "usage of "
              + org
              + " from "
              + days.first()
              + " to "
              + days.last()
              + " could not be computed",
          e);
    }
  }

  private static List<UsageRow> rows(Statement statement) throws SQLException {
    List<UsageRow> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(USAGE)) {
      UsageResult usage = new UsageResult(result);
      while (result.next()) {
        rows.add(usage.row());
      }
    }
    return rows;
  }

  private static String activity(OrgId org, List<Path> files) {
    String list = files.stream().map(file -> quoted(file.toString())).collect(joining(", "));
    return "create view activity as select * from read_parquet(["
        + list
        + "], hive_partitioning = true, hive_types_autocast = false) where org = "
        + quoted(org.value());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(DuckDbUsageEngine.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
