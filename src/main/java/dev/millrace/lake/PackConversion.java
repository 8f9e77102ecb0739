package dev.millrace.lake;

import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.duckdb.DuckDBConnection;

/**
 * Turns a stream of exports of one signal into Parquet files in a local folder: one per table and
 * event date, sorted, the same bytes for the same exports in whatever order.
 *
 * <p>Each export is decoded before it comes here and read once: while DuckDB takes its records into
 * one sort, the activity in it goes into another beside it. Sorts spill when memory is short.
 */
final class PackConversion {

  private final ActivitySource source;

  PackConversion(ActivitySource source) {
    this.source = source;
  }

  /**
   * Writes the files.
   *
   * @param folder an existing folder, into which it also spills
   * @param limits of memory and disk
   */
  List<ParquetFile> convert(
      LakePack pack, Iterator<LandedExport> exports, Path folder, DuckDbSettings limits)
      throws SQLException, IOException {
    // With one thread the same rows make the same bytes; packs run beside each other anyway.
    DuckDbSettings settings =
        new DuckDbSettings(folder.resolve("spill"), limits.memoryBytes(), limits.spillBytes(), 1);
    try (DuckDBConnection database = DuckDb.open(settings);
        ActivityCopy activity = new ActivityCopy(database, folder)) {
      TelemetryTable<?> table = TelemetryTable.of(pack.signal());
      TableCopy tables = new TableCopy(database, folder, pack.rowsOfGroup());
      List<ParquetFile> files = new ArrayList<>();
      files.addAll(copied(tables, table, readOnce(exports, activity), activity));
      files.addAll(activity.files());
      return files;
    }
  }

  private static <T> List<ParquetFile> copied(
      TableCopy tables,
      TelemetryTable<T> table,
      Iterator<LandedExport> exports,
      ActivityCopy activity)
      throws SQLException, IOException {
    try {
      return tables.copy(table.schema(), new RecordIterator<>(exports, table.records()));
    } catch (CancellationException e) {
      // The activity's failure is the reason, if it has one.
      activity.files();
      throw e;
    }
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
        LandedExport landed = exports.next().inNanoseconds();
        activity.giveAll(landed, source);
        return landed;
      }
    };
  }
}
