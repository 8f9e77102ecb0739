package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.database.Migrations;
import dev.millrace.database.TestDatabase;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database copied into the store, and another one filled from the copy. */
class DatabaseBackupTest {

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-30T12:34:56Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  private final TestDatabase lost = TestDatabase.create();
  private final TestDatabase restored = TestDatabase.create();

  private ObjectStore store;

  @BeforeEach
  void fill() {
    store = new DirectoryObjectStore(folder.resolve("objects"));
    lost.execute("insert into organisation values ('acme', 'Acme, \"the\" one\n', now(), 'UTC')");
    lost.execute("insert into member values ('acme', 'a@acme.example', 'Ä', '', 'OWNER', now())");
    lost.execute("insert into member_identity values ('acme', 'github:ä', 'a@acme.example')");
    lost.execute(
        "insert into api_key values ('k1', 'acme', 'n', 'ORGANIZATION', null, 'admin', 'ff', 'x',"
            + " now(), null, now())");
  }

  @Test
  void fillsNewDatabaseWithAllThatTheOldOneHad() throws SQLException {
    DatabaseBackup.Copied copy = backup(lost).make();

    assertThat(copy.backup()).isEqualTo("backups/20261130T123456Z.zip");
    assertThat(copy.rows()).isEqualTo(4);
    assertThat(backup(restored).restore(copy.backup())).isEqualTo(copy);
    for (String table : tables(lost)) {
      assertThat(rows(restored, table)).as(table).isEqualTo(rows(lost, table));
    }
  }

  @Test
  void givesColumnsThatTheCopyDoesNotHaveTheirDefault() throws SQLException {
    String copy = backup(lost).make().backup();
    restored.execute("alter table member add column nickname text not null default 'none'");

    assertThat(backup(restored).restore(copy).rows()).isEqualTo(4);

    assertThat(rows(restored, "member").get(0)).endsWith("none");
  }

  @Test
  void leavesDatabaseThatHasOrganisationsAsItIs() throws SQLException {
    String copy = backup(lost).make().backup();
    List<List<String>> before = rows(lost, "organisation");

    assertThatThrownBy(() -> backup(lost).restore(copy))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a backup is restored into a database without organisations, but there are some in "
                + lost.jdbcUrl());
    assertThat(rows(lost, "organisation")).isEqualTo(before);
  }

  @Test
  void fillsNothingIfOneTableCannotBe() throws SQLException {
    String copy = backup(lost).make().backup();
    restored.execute("drop table api_key");

    assertThatThrownBy(() -> backup(restored).restore(copy))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("api_key");
    assertThat(rows(restored, "organisation")).isEmpty();
  }

  @Test
  void refusesWhatIsNoBackup() {
    store.put("raw/secret", new byte[1]);

    for (String key : List.of("raw/secret", "backups/none.zip")) {
      assertThatThrownBy(() -> backup(restored).restore(key))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a backup is an object of backups/, but is " + key);
    }
  }

  private DatabaseBackup backup(TestDatabase database) {
    Migrations address =
        new Migrations(database.jdbcUrl(), TestDatabase.USER, TestDatabase.PASSWORD);
    return new DatabaseBackup(address, store, folder.resolve("temp"), NOW);
  }

  private static List<String> tables(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return new DatabaseTables(connection).names();
    }
  }

  private static List<List<String>> rows(TestDatabase database, String table) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select * from " + table + " order by 1, 2")) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
