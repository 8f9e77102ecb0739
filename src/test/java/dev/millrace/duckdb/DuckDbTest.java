package dev.millrace.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an opened database may use, and that two of them share nothing. */
class DuckDbTest {

  @TempDir Path temp;

  @Test
  void obeysItsSettings() throws SQLException {
    try (Connection database = DuckDb.open(new DuckDbSettings(temp, "512MB", 2))) {
      assertThat(setting(database, "threads")).isEqualTo("2");
      assertThat(setting(database, "memory_limit")).isEqualTo("488.2 MiB");
      assertThat(setting(database, "temp_directory")).isEqualTo(temp.toString());
    }
  }

  @Test
  void neverFetchesExtensions() throws SQLException {
    try (Connection database = DuckDb.open(new DuckDbSettings(temp, "512MB", 1))) {
      assertThat(setting(database, "autoinstall_known_extensions")).isEqualTo("false");
      assertThat(setting(database, "autoload_known_extensions")).isEqualTo("false");
    }
  }

  @Test
  void opensADatabaseOfItsOwnEachTime() throws SQLException {
    DuckDbSettings settings = new DuckDbSettings(temp, "512MB", 1);
    try (Connection one = DuckDb.open(settings);
        Connection other = DuckDb.open(settings);
        Statement statement = one.createStatement();
        Statement elsewhere = other.createStatement()) {
      statement.execute("create table only_here (id integer)");
      assertThatThrownBy(() -> elsewhere.execute("select * from only_here"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void refusesToRunWithoutThreads() {
    assertThatThrownBy(() -> new DuckDbSettings(temp, "512MB", 0))
        .hasMessage("DuckDB needs at least 1 thread, but was given 0");
  }

  private static String setting(Connection database, String name) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("select current_setting('" + name + "')")) {
      row.next();
      return row.getString(1);
    }
  }
}
