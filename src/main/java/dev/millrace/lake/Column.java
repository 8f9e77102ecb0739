package dev.millrace.lake;

import java.util.List;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table: its name, its type and how a row gives its value.
 *
 * @param <R> what a row of the table is made from
 * @param <V> the value in Java
 */
record Column<R, V>(String name, ColumnType<V> type, Cell<R, V> cell) {

  /** Gives a row's value of the column. */
  interface Cell<R, V> {
    /** Null is SQL's NULL. */
    @Nullable V of(R row);
  }

  static <R> Column<R, String> text(String name, Cell<R, String> cell) {
    return new Column<>(name, ColumnType.TEXT, cell);
  }

  static <R> Column<R, Long> bigint(String name, Cell<R, Long> cell) {
    return new Column<>(name, ColumnType.BIGINT, cell);
  }

  static <R> Column<R, Integer> integer(String name, Cell<R, Integer> cell) {
    return new Column<>(name, ColumnType.INTEGER, cell);
  }

  static <R> Column<R, Double> real(String name, Cell<R, Double> cell) {
    return new Column<>(name, ColumnType.DOUBLE, cell);
  }

  static <R> Column<R, Boolean> bool(String name, Cell<R, Boolean> cell) {
    return new Column<>(name, ColumnType.BOOLEAN, cell);
  }

  /** Writes the rows' values into the vector, from its first row on. */
  void write(List<R> rows, DuckDBWritableVector vector) {
    type.chunk().write(vector, rows, cell);
  }
}
