package dev.millrace.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each version of the schema serves the functions of the version before, which go on while it is
 * made, and which may be deployed again: what they read is there, and what they write is enough.
 */
class UpgradesTest {

  private static final TestDatabase DATABASE = TestDatabase.createEmpty();

  private static Stream<Integer> upgrades() {
    int versions = flyway("latest").info().all().length;
    return IntStream.rangeClosed(2, versions).boxed();
  }

  @ParameterizedTest
  @MethodSource("upgrades")
  void leavesWhatTheVersionBeforeReadsAndWrites(int version) throws SQLException {
    Map<String, Column> before = columnsOf(version - 1);
    Map<String, Column> after = columnsOf(version);

    before.forEach(
        (name, column) ->
            assertThat(after.get(name))
                .as(name)
                .isNotNull()
                .satisfies(now -> assertThat(now.type()).isEqualTo(column.type()))
                .satisfies(now -> assertThat(now.must() && !column.must()).isFalse()));
    assertThat(needed(after, tables(before)))
        .as("what a row of before lacks")
        .isSubsetOf(needed(before, tables(before)));
  }

  private static List<String> tables(Map<String, Column> columns) {
    return columns.keySet().stream().map(UpgradesTest::table).distinct().toList();
  }

  private static List<String> needed(Map<String, Column> columns, List<String> tables) {
    return columns.entrySet().stream()
        .filter(column -> column.getValue().must() && tables.contains(table(column.getKey())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }

  private static String table(String column) {
    return column.substring(0, column.indexOf('.'));
  }

  private static Map<String, Column> columnsOf(int version) throws SQLException {
    flyway(String.valueOf(version)).migrate();
    Map<String, Column> columns = new TreeMap<>();
    try (Connection connection = DATABASE.connect();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    """
                    select table_name || '.' || column_name, data_type,
                           is_nullable = 'NO' and column_default is null
                    from information_schema.columns
                    where table_schema = 'public' and table_name <> 'flyway_schema_history'
                    """)) {
      while (rows.next()) {
        columns.put(rows.getString(1), new Column(rows.getString(2), rows.getBoolean(3)));
      }
    }
    return columns;
  }

  private static Flyway flyway(String target) {
    return Flyway.configure()
        .dataSource(DATABASE.jdbcUrl(), TestDatabase.USER, TestDatabase.PASSWORD)
        .locations("classpath:db/migration")
        .target(target)
        .load();
  }

  /**
   * A column of a table or a view.
   *
   * @param must whether a row has to say it
   */
  private record Column(String type, boolean must) {}
}
