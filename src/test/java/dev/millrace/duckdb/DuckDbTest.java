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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an opened database may use, and that two of them share nothing. */
class DuckDbTest {

  @TempDir Path temp;

  @Test
  void obeysItsSettings() throws SQLException {
    try (Connection database = DuckDb.open(new DuckDbSettings(temp, "512MB", 2))) {
      assertThat(setting(database, "threads")).isEqualTo("2");
      assertThat(setting(database, "memory_limit")).isEqualTo("512.0 MiB");
      assertThat(setting(database, "temp_directory")).isEqualTo(temp.toString());
    }
  }

  @Test
  void spillsNoMoreThanItMay() throws SQLException {
    try (Connection database = DuckDb.open(new DuckDbSettings(temp, 64L << 20, 1L << 20, 1))) {
      assertThat(setting(database, "max_temp_directory_size")).isEqualTo("1.0 MiB");
    }
  }

  @Test
  void sharesMemoryAndDiskAmongThoseThatWorkAtOnce() {
    assertThat(new DuckDbSettings(temp, 1000, 100, 4).share(4))
        .isEqualTo(new DuckDbSettings(temp, 250, 25, 1));
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "64M, 67108864", "1GB, 1073741824", "1500 mib, 1572864000"})
  void readsSizesAsPeopleWriteThem(String size, long bytes) {
    assertThat(ByteSize.parse(size)).isEqualTo(bytes);
  }

  @Test
  void refusesSizeThatIsNone() {
    assertThatThrownBy(() -> ByteSize.parse("a lot"))
        .hasMessage("a size is written like 64M or 2GB, but was a lot");
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
        .hasMessage("DuckDB needs threads, but was given 0");
  }

  private static String setting(Connection database, String name) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("select current_setting('" + name + "')")) {
      row.next();
      return row.getString(1);
    }
  }
}
