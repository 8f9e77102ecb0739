package dev.millrace.lake;

import dev.millrace.tools.Activity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;

/**
 * The activity table's files, written on a thread of its own while another reads exports and gives
 * what activity it finds. To be closed before the database is.
 */
final class ActivityCopy implements AutoCloseable {

  private static final int GIVEN_AT_ONCE = 1024;

  private final DuckDBConnection connection;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "activity"));
  private final Handover<Activity> activity = new Handover<>();
  private final Future<List<ParquetFile>> files;

  ActivityCopy(DuckDBConnection database, Path folder) throws SQLException {
    this.connection = database.duplicate().unwrap(DuckDBConnection.class);
    this.files =
        thread.submit(() -> copy(new TableCopy(connection, folder, TableCopy.MOST_ROWS_OF_GROUP)));
  }

  private List<ParquetFile> copy(TableCopy table) throws SQLException, IOException {
    try {
      return table.copy(ActivityTable.SCHEMA, activity);
    } finally {
      activity.abandon();
    }
  }

  /**
   * Takes the activity in an export on its way, some at a time: there may be two facts for each of
   * millions of points.
   *
   * @throws CancellationException if the files cannot be written; {@link #files} says why
   */
  void giveAll(LandedExport landed, ActivitySource source) {
    List<Activity> found = new ArrayList<>();
    source.activityOf(
        landed.export(),
        landed.origin(),
        each -> {
          found.add(each);
          if (found.size() == GIVEN_AT_ONCE) {
            activity.give(List.copyOf(found));
            found.clear();
          }
        });
    activity.give(found);
  }

  /** The files, when all activity is given. */
  List<ParquetFile> files() throws SQLException {
    activity.end();
    try {
      return files.get();
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while activity was written");
    }
  }

  private static SQLException failure(ExecutionException e) {
    if (e.getCause() instanceof SQLException failed) {
      return failed;
    }
    if (e.getCause() instanceof Error failed) {
      throw failed;
    }
    if (e.getCause() instanceof RuntimeException failed) {
      throw failed;
    }
    return new SQLException("activity was not written", e.getCause());
  }

  /** Ends it, whether all activity was given or not. */
  @Override
  public void close() throws SQLException {
    activity.end();
    thread.shutdown();
    try (connection) {
      var unused = thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
