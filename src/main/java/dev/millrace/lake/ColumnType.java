package dev.millrace.lake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;

/**
 * A column type that DuckDB, Trino and Spark read alike, and how DuckDB is given values of it.
 *
 * @param <V> the value in Java
 */
record ColumnType<V>(DuckDBColumnType duckDb, Chunk<V> chunk) {

  static final ColumnType<String> TEXT =
      new ColumnType<>(DuckDBColumnType.VARCHAR, ColumnType::writeTexts);
  static final ColumnType<Long> BIGINT =
      new ColumnType<>(DuckDBColumnType.BIGINT, eachOf(DuckDBWritableVector::setLong));
  static final ColumnType<Integer> INTEGER =
      new ColumnType<>(DuckDBColumnType.INTEGER, eachOf(DuckDBWritableVector::setInt));
  static final ColumnType<Double> DOUBLE =
      new ColumnType<>(DuckDBColumnType.DOUBLE, eachOf(DuckDBWritableVector::setDouble));
  static final ColumnType<Boolean> BOOLEAN =
      new ColumnType<>(DuckDBColumnType.BOOLEAN, eachOf(DuckDBWritableVector::setBoolean));

  /** Sets a vector from its first row on to what the cells hold. */
  interface Chunk<V> {
    <R> void write(DuckDBWritableVector vector, List<R> rows, Column.Cell<R, V> cell);
  }

  /** Sets a row of a vector. */
  private interface Setter<V> {
    void set(DuckDBWritableVector vector, long row, V value);
  }

  private static <V> Chunk<V> eachOf(Setter<V> setter) {
    return new Chunk<>() {
      @Override
      public <R> void write(DuckDBWritableVector vector, List<R> rows, Column.Cell<R, V> cell) {
        for (int row = 0; row < rows.size(); row++) {
          V value = cell.of(rows.get(row));
          if (value == null) {
            vector.setNull(row);
          } else {
            setter.set(vector, row, value);
          }
        }
      }
    };
  }

  /**
   * All texts in one call into DuckDB, since calls are what costs; a text that stands below itself,
   * as most do that describe a sender, is encoded once.
   */
  private static <R> void writeTexts(
      DuckDBWritableVector vector, List<R> rows, Column.Cell<R, String> cell) {
    byte[][] encoded = new byte[rows.size()][];
    String above = "";
    byte[] encodedAbove = new byte[0];
    for (int row = 0; row < encoded.length; row++) {
      String text = cell.of(rows.get(row));
      if (text != null) {
        if (!text.equals(above)) {
          above = text;
          encodedAbove = text.getBytes(StandardCharsets.UTF_8);
        }
        encoded[row] = encodedAbove;
      }
    }
    vector.setStringUtf8Batch(0, encoded);
  }
}
