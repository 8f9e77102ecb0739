package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The local server's PostgreSQL over several starts, orderly ones and others. */
class EmbeddedDatabaseTest {

  @TempDir static Path program;
  @TempDir Path temp;

  /** Unpacked once for all. */
  @BeforeEach
  void shareProgram() throws IOException {
    Files.createSymbolicLink(temp.resolve("postgres-program"), program);
  }

  @AfterEach
  void leaveProgram() throws IOException {
    Files.delete(temp.resolve("postgres-program"));
  }

  @Test
  void keepsItsDataDurablyBetweenStarts() throws Exception {
    try (DataFolderLock lock = DataFolderLock.take(temp)) {
      DataFolder folder = lock.folder();
      try (EmbeddedDatabase first = started(folder)) {
        assertThat(setting(first, "server_version")).startsWith("18.");
        assertThat(setting(first, "fsync")).isEqualTo("on");
        assertThat(setting(first, "synchronous_commit")).isEqualTo("on");
        assertThat(setting(first, "full_page_writes")).isEqualTo("on");
        assertThat(setting(first, "listen_addresses")).isEqualTo("127.0.0.1");
        refusesWrongPassword(first);
        ask(first, "create table kept as select 'found' as word");
      }
      try (EmbeddedDatabase second = started(folder)) {
        assertThat(ask(second, "select word from kept")).isEqualTo("found");
      }
    }
  }

  @Test
  void knowsItsProcessAndStopsIt() throws Exception {
    try (DataFolderLock lock = DataFolderLock.take(temp)) {
      DataFolder folder = lock.folder();
      Postmaster postmaster = new Postmaster(folder.postgres(), folder.postgresProgram());
      assertThat(postmaster.process()).isEmpty();

      started(folder);
      assertThat(postmaster.process()).isPresent();

      postmaster.stop();
      assertThat(postmaster.process()).isEmpty();
    }
  }

  @Test
  void startsThoughAnotherProgramHasTheNumberOfOneThatWasKilled() throws Exception {
    try (DataFolderLock lock = DataFolderLock.take(temp)) {
      DataFolder folder = lock.folder();
      Path number = folder.postgres().resolve("postmaster.pid");
      String left;
      try (EmbeddedDatabase first = started(folder)) {
        ask(first, "create table kept as select 'found' as word");
        left = Files.readString(number);
        new Postmaster(folder.postgres(), folder.postgresProgram())
            .process()
            .orElseThrow()
            .destroyForcibly();
      }
      Process other = new ProcessBuilder("sleep", "600").start();
      Files.writeString(number, left.replaceFirst("\\d+", Long.toString(other.pid())));

      try (EmbeddedDatabase database = started(folder)) {
        assertThat(ask(database, "select word from kept")).isEqualTo("found");
      } finally {
        other.destroy();
      }
    }
  }

  @Test
  void startsAnewWhereMakingTheClusterWasCutShort() throws Exception {
    try (DataFolderLock lock = DataFolderLock.take(temp)) {
      DataFolder folder = lock.folder();
      Files.createDirectories(folder.postgres());
      Files.writeString(folder.postgres().resolve("PG_VERSION"), "18\n");
      Files.createFile(folder.postgresUnfinished());

      try (EmbeddedDatabase database = started(folder)) {
        assertThat(ask(database, "select 'works'")).isEqualTo("works");
        assertThat(folder.postgresUnfinished()).doesNotExist();
      }
    }
  }

  @Test
  void saysThatPasswordIsMissing() throws IOException {
    try (DataFolderLock lock = DataFolderLock.take(temp)) {
      DataFolder folder = lock.folder();
      Files.createDirectories(folder.postgres());
      Files.writeString(folder.postgres().resolve("PG_VERSION"), "18\n");

      assertThatThrownBy(() -> started(folder))
          .isInstanceOf(CannotStartException.class)
          .hasMessage(
              "%s is missing: without it %s cannot be opened, so put it back."
                  .formatted(folder.postgresPassword().path(), folder.postgres()));
    }
  }

  private static EmbeddedDatabase started(DataFolder folder) {
    EmbeddedDatabase database = EmbeddedDatabase.onFreePort(folder);
    database.start();
    return database;
  }

  private static void refusesWrongPassword(EmbeddedDatabase database) {
    assertThatThrownBy(() -> connect(database, "guess").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  private static String setting(EmbeddedDatabase database, String name) throws SQLException {
    return ask(database, "select current_setting('" + name + "')");
  }

  private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database, database.password());
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet result = statement.getResultSet()) {
        result.next();
        return result.getString(1);
      }
    }
  }

  private static Connection connect(EmbeddedDatabase database, String password)
      throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:" + database.url());
    return source.getConnection(EmbeddedDatabase.USER, password);
  }
}
