package dev.millrace.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A migrated, empty database of a test's own, in the one PostgreSQL of the test run.
 *
 * @param server host and port
 * @param name of the database
 */
public record TestDatabase(String server, String name) {

  public static final String USER = "postgres";

  /** The server asks for none. */
  public static final String PASSWORD = "none";

  /** A system property, since tests of an application and plain ones do not share classes. */
  private static final String SERVER = "millrace.test.postgres";

  private static final String MIGRATED = "migrated";

  /** Makes one; the server starts with the first, and stops when the test run ends. */
  public static TestDatabase create() {
    String server = runningServer();
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    new TestDatabase(server, USER).execute("create database " + name + " template " + MIGRATED);
    return new TestDatabase(server, name);
  }

  /** One that nobody has migrated. */
  public static TestDatabase createEmpty() {
    TestDatabase migrated = create();
    String name = "empty_" + migrated.name();
    migrated.execute("create database " + name);
    return new TestDatabase(migrated.server(), name);
  }

  private static String runningServer() {
    synchronized (System.getProperties()) {
      String running = System.getProperty(SERVER);
      return running == null ? start() : running;
    }
  }

  private static String start() {
    String server = "127.0.0.1:" + startPostgres().getPort();
    new TestDatabase(server, USER).execute("create database " + MIGRATED);
    new Migrations(new TestDatabase(server, MIGRATED).jdbcUrl(), USER, PASSWORD).run();
    System.setProperty(SERVER, server);
    return server;
  }

  private static EmbeddedPostgres startPostgres() {
    try {
      return EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(Path.of("target", "postgres-program").toFile())
          .setPGStartupWait(Duration.ofMinutes(1))
          .setServerConfig("listen_addresses", "127.0.0.1")
          .setServerConfig("unix_socket_directories", "''")
          .setServerConfig("full_page_writes", "off")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String jdbcUrl() {
    return "jdbc:" + reactiveUrl();
  }

  public String reactiveUrl() {
    return "postgresql://" + server + "/" + name;
  }

  public Connection connect() throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    return source.getConnection(USER, PASSWORD);
  }

  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }
}
