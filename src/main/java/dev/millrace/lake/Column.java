package dev.millrace.lake;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
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

  void write(R row, DuckDBWritableVector vector, long index) {
    V value = cell.of(row);
    if (value == null) {
      vector.setNull(index);
    } else {
      type.vectorSetter().set(vector, index, value);
    }
  }

  void append(R row, DuckDBAppender appender) throws SQLException {
    V value = cell.of(row);
    if (value == null) {
      appender.appendNull();
    } else {
      type.appenderSetter().append(appender, value);
    }
  }
}
