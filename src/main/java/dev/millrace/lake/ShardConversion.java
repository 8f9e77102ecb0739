package dev.millrace.lake;

import dev.millrace.Signal;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.tools.Activity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.duckdb.DuckDBConnection;

/**
 * Turns a stream of exports into Parquet files in a local folder: one per table and event date,
 * sorted, the same bytes for the same exports in whatever order.
 *
 * <p>Each export is decoded before it comes here and read once: while DuckDB takes a signal's
 * records into one sort, the activity in them goes into another beside it. Sorts spill when memory
 * is short.
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
   * @param limits of memory and disk
   */
  List<ParquetFile> convert(Iterator<LandedExport> exports, Path folder, DuckDbSettings limits)
      throws SQLException, IOException {
    // With one thread the same rows make the same bytes; shards run beside each other anyway.
    DuckDbSettings settings =
        new DuckDbSettings(folder.resolve("spill"), limits.memoryBytes(), limits.spillBytes(), 1);
    try (DuckDBConnection database = DuckDb.open(settings);
        ActivityCopy activity = new ActivityCopy(database, folder)) {
      List<ParquetFile> files = new ArrayList<>();
      copySignals(exports, new TableCopy(database, folder), activity, files);
      files.addAll(activity.files());
      return files;
    }
  }

  private void copySignals(
      Iterator<LandedExport> exports,
      TableCopy tables,
      ActivityCopy activity,
      List<ParquetFile> files)
      throws SQLException, IOException {
    SignalRuns runs = new SignalRuns(exports);
    try {
      for (Signal signal = runs.next(); signal != null; signal = runs.next()) {
        Iterator<LandedExport> run = readOnce(runs.run(signal), activity);
        files.addAll(copy(tables, TelemetryTable.of(signal), run));
      }
    } catch (CancellationException e) {
      // The activity's failure is the reason, if it has one.
      activity.files();
      throw e;
    }
  }

  private static <T> List<ParquetFile> copy(
      TableCopy tables, TelemetryTable<T> table, Iterator<LandedExport> exports)
      throws SQLException, IOException {
    return tables.copy(table.schema(), new RecordIterator<>(exports, table.records()));
  }

  /** The same exports, the activity in each given on as it passes. */
  private Iterator<LandedExport> readOnce(Iterator<LandedExport> exports, ActivityCopy activity) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return exports.hasNext();
      }

      @Override
      public LandedExport next() {
        LandedExport landed = exports.next();
        List<Activity> found = new ArrayList<>();
        source.activityOf(landed.export(), landed.origin(), found::add);
        activity.give(found);
        return landed;
      }
    };
  }
}
