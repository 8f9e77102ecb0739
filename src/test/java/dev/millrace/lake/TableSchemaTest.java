package dev.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every table's columns; what is in them is with each table. */
class TableSchemaTest {

  static Stream<TableSchema<?>> schemas() {
    return Stream.of(
        MetricsTable.TABLE.schema(),
        LogsTable.TABLE.schema(),
        SpansTable.TABLE.schema(),
        ActivityTable.SCHEMA);
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void columnsHaveNamesThatNeedNoQuotes(TableSchema<?> schema) {
    assertThat(schema.columns()).map(Column::name).allMatch(name -> name.matches("[a-z_]+"));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void columnsHaveDifferentNames(TableSchema<?> schema) {
    assertThat(schema.columns()).map(Column::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void rowsAreOrderedByColumnsOfTheTable(TableSchema<?> schema) {
    List<String> names = schema.columns().stream().<String>map(Column::name).toList();
    assertThat(names).containsAll(schema.order());
    assertThat(schema.order()).doesNotHaveDuplicates();
    assertThat(schema.order().get(0)).isIn("session_hash", "user_email");
  }
}
