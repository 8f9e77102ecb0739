package dev.millrace.lake;

import dev.millrace.Signal;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunctionBuilder;

/**
 * Turns a stream of exports into Parquet files in a local folder: one per table and event date,
 * sorted, the same bytes for the same exports in whatever order.
 *
 * <p>Each export is decoded before it comes here and read once: while DuckDB takes a signal's
 * records into its sort, the activity in them is appended to a table of the same database, which
 * spills when memory is short and is written at the end.
 */
final class ShardConversion {

  private final ActivitySource source;

  ShardConversion(ActivitySource source) {
    this.source = source;
  }

  /**
   * Writes the files.
   *
   * @param exports grouped by signal
   * @param folder an existing folder, into which it also spills
   */
  List<ParquetFile> convert(Iterator<LandedExport> exports, Path folder, String memoryLimit)
      throws SQLException {
    // With one thread the same rows make the same bytes; shards run beside each other anyway.
    DuckDbSettings settings = new DuckDbSettings(folder.resolve("spill"), memoryLimit, 1);
    try (DuckDBConnection database = DuckDb.open(settings)) {
      execute(database, ActivityTable.SCHEMA.createTable());
      List<ParquetFile> files = new ArrayList<>();
      try (ActivityRows activity = new ActivityRows(database)) {
        SignalRuns runs = new SignalRuns(exports);
        for (Signal signal = runs.next(); signal != null; signal = runs.next()) {
          Iterator<LandedExport> run = readOnce(runs.run(signal), activity);
          files.addAll(copy(database, TelemetryTable.of(signal), run, folder));
        }
      }
      files.addAll(copy(database, ActivityTable.SCHEMA, "activity", folder));
      return files;
    }
  }

  /** The same exports, the activity in each set aside as it passes. */
  private Iterator<LandedExport> readOnce(Iterator<LandedExport> exports, ActivityRows activity) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return exports.hasNext();
      }

      @Override
      public LandedExport next() {
        LandedExport landed = exports.next();
        source.activityOf(landed.export(), landed.origin(), activity::add);
        return landed;
      }
    };
  }

  private static <T> List<ParquetFile> copy(
      DuckDBConnection database,
      TelemetryTable<T> table,
      Iterator<LandedExport> exports,
      Path folder)
      throws SQLException {
    RowsFunction<SentRecord<T>> rows =
        new RowsFunction<>(table.schema(), new RecordIterator<>(exports, table.records()));
    String function = "landed_" + table.schema().table();
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder.withName(function).withFunction(rows).register(database);
    }
    try {
      return copy(database, table.schema(), function + "()", folder);
    } catch (SQLException e) {
      rows.rethrow(e);
      throw e;
    }
  }

  private static List<ParquetFile> copy(
      DuckDBConnection database, TableSchema<?> schema, String from, Path folder)
      throws SQLException {
    String copy =
        """
        copy (select * from %s order by %s) to '%s'
        (format parquet, compression zstd, partition_by (%s), return_stats)
        """
            .formatted(
                from,
                schema.orderBy(),
                folder.resolve(schema.table().toString()).toString().replace("'", "''"),
                TableSchema.EVENT_DATE);
    List<ParquetFile> files = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet written = statement.executeQuery(copy)) {
      while (written.next()) {
        files.add(
            file(
                schema.table(),
                Path.of(written.getString("filename")),
                written.getLong("file_size_bytes"),
                written.getLong("count")));
      }
    }
    return onePerEventDate(files);
  }

  /** Two files of a date would have one key, and the second put would lose the first's rows. */
  private static List<ParquetFile> onePerEventDate(List<ParquetFile> files) {
    if (files.stream().map(ParquetFile::eventDate).distinct().count() != files.size()) {
      throw new IllegalStateException(
          "sorted rows make one file per event date, but DuckDB wrote " + files);
    }
    return files;
  }

  private static ParquetFile file(LakeTable table, Path path, long bytes, long rows) {
    Path folder = Objects.requireNonNull(path.getParent(), "a partition's file lies in its folder");
    String name = Objects.requireNonNull(folder.getFileName(), "a partition has a name").toString();
    LocalDate eventDate = LocalDate.parse(name.substring(TableSchema.EVENT_DATE.length() + 1));
    return new ParquetFile(table, eventDate, path, bytes, rows);
  }

  private static void execute(DuckDBConnection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
