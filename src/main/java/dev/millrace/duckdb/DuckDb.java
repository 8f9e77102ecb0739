package dev.millrace.duckdb;

import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** Opens databases in memory. */
public final class DuckDb {

  private DuckDb() {}

  /**
   * Opens a new, empty database; closing the connection, and its duplicates, drops it.
   *
   * @throws SQLException if a setting is refused
   */
  public static DuckDBConnection open(DuckDbSettings settings) throws SQLException {
    Properties options = new Properties();
    options.setProperty("temp_directory", settings.tempDirectory().toString());
    options.setProperty("memory_limit", settings.memoryBytes() + "B");
    if (settings.spillBytes() < Long.MAX_VALUE) {
      options.setProperty("max_temp_directory_size", settings.spillBytes() + "B");
    }
    options.setProperty("threads", Integer.toString(settings.threads()));
    // An extension that is not built in would be fetched from the network, in the midst of a query.
    options.setProperty("autoinstall_known_extensions", "false");
    options.setProperty("autoload_known_extensions", "false");
    // The driver itself: DriverManager knows only drivers of the class loader that asked it first.
    return new DuckDBDriver().connect("jdbc:duckdb:", options).unwrap(DuckDBConnection.class);
  }
}
