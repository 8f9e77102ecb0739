package dev.millrace.rollup;

import dev.millrace.database.Migrations;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.store.ObjectStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.postgresql.Driver;

/**
 * Copies what only the database knows (organisations, members, keys, the book of runs) into the
 * store and back: one zip with a CSV a table, in the order in which they can be filled.
 *
 * @param database its own, which may be in a network that nobody else is in
 * @param temp folder to work in
 */
record DatabaseBackup(Migrations database, ObjectStore store, Path temp, Clock clock) {

  private static final String PREFIX = "backups/";
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * Copies the database into the store.
   *
   * @return the key of the copy
   */
  Copied make() {
    String key = PREFIX + SECOND.format(clock.instant()) + ".zip";
    try (TempFolder folder = TempFolder.in(temp)) {
      Path file = folder.path().resolve("backup.zip");
      long rows = copyOut(file);
      store.put(key, file);
      return new Copied(key, rows);
    } catch (IOException e) {
      throw new UncheckedIOException("a copy of the database needs disk space", e);
    } catch (SQLException e) {
      throw new IllegalStateException("the database could not be copied: " + e.getMessage(), e);
    }
  }

  private long copyOut(Path file) throws IOException, SQLException {
    long rows = 0;
    try (Connection connection = connect();
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      DatabaseTables tables = new DatabaseTables(connection);
      for (String table : tables.names()) {
        zip.putNextEntry(new ZipEntry(table + ".csv"));
        rows += tables.copyOut(table, zip);
        zip.closeEntry();
      }
    }
    return rows;
  }

  /**
   * Fills the database, whose schema is up to date and which has no organisation, all at once.
   *
   * @param key what {@link #make} gave
   */
  Copied restore(String key) {
    try (TempFolder folder = TempFolder.in(temp)) {
      Path file = folder.path().resolve("backup.zip");
      if (!key.startsWith(PREFIX) || !store.fetch(key, file)) {
        throw new IllegalArgumentException("a backup is an object of backups/, but is " + key);
      }
      return new Copied(key, copyIn(file));
    } catch (IOException e) {
      throw new UncheckedIOException(key + " could not be read", e);
    } catch (SQLException e) {
      throw new IllegalStateException(key + " could not be restored: " + e.getMessage(), e);
    }
  }

  private long copyIn(Path file) throws IOException, SQLException {
    long rows = 0;
    try (Connection connection = connect();
        ZipInputStream zip =
            new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      DatabaseTables tables = new DatabaseTables(connection);
      if (!tables.isEmpty()) {
        throw new IllegalArgumentException(
            "a backup is restored into a database without organisations, but there are some in "
                + database.url());
      }
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        rows += tables.copyIn(entry.getName().replaceFirst("\\.csv$", ""), zip);
      }
      tables.commit();
    }
    return rows;
  }

  /** By the driver itself: the driver manager knows only those of who asked it first. */
  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    return new Driver().connect(database.url(), properties);
  }

  /**
   * A copy of the database.
   *
   * @param backup its key in the store
   * @param rows of all tables
   */
  record Copied(String backup, long rows) {}
}
