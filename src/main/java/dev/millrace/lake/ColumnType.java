package dev.millrace.lake;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;

/**
 * A column type that DuckDB, Trino and Spark read alike, and the two ways of giving DuckDB a value
 * of it.
 *
 * @param <V> the value in Java
 */
record ColumnType<V>(
    DuckDBColumnType duckDb, VectorSetter<V> vectorSetter, AppenderSetter<V> appenderSetter) {

  static final ColumnType<String> TEXT =
      new ColumnType<>(
          DuckDBColumnType.VARCHAR, DuckDBWritableVector::setString, DuckDBAppender::append);
  static final ColumnType<Long> BIGINT =
      new ColumnType<>(
          DuckDBColumnType.BIGINT, DuckDBWritableVector::setLong, DuckDBAppender::append);
  static final ColumnType<Integer> INTEGER =
      new ColumnType<>(
          DuckDBColumnType.INTEGER, DuckDBWritableVector::setInt, DuckDBAppender::append);
  static final ColumnType<Double> DOUBLE =
      new ColumnType<>(
          DuckDBColumnType.DOUBLE, DuckDBWritableVector::setDouble, DuckDBAppender::append);
  static final ColumnType<Boolean> BOOLEAN =
      new ColumnType<>(
          DuckDBColumnType.BOOLEAN, DuckDBWritableVector::setBoolean, DuckDBAppender::append);

  /** Sets a row of a vector. */
  interface VectorSetter<V> {
    void set(DuckDBWritableVector vector, long row, V value);
  }

  /** Appends to the row that was begun. */
  interface AppenderSetter<V> {
    void append(DuckDBAppender appender, V value) throws SQLException;
  }
}
