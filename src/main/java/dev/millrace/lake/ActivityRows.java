package dev.millrace.lake;

import dev.millrace.tools.Activity;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The database's {@code activity} table, open for appending, over a connection of its own, so that
 * rows can come while a statement runs on the other. Rows are there when it is closed.
 */
final class ActivityRows implements AutoCloseable {

  private final DuckDBConnection connection;
  private final DuckDBAppender appender;

  ActivityRows(DuckDBConnection database) throws SQLException {
    this.connection = database.duplicate().unwrap(DuckDBConnection.class);
    try {
      this.appender = connection.createAppender(LakeTable.ACTIVITY.toString());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  void add(Activity activity) {
    try {
      appender.beginRow();
      for (Column<Activity, ?> column : ActivityTable.SCHEMA.columns()) {
        column.append(activity, appender);
      }
      appender.endRow();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB took no row of activity", e);
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      appender.close();
    }
  }
}
