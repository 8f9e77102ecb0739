package dev.millrace.lake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

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

  /** Sets a vector from its first row on. */
  interface Chunk<V> {
    /** Null is SQL's NULL. */
    void write(DuckDBWritableVector vector, List<@Nullable V> values);
  }

  /** Sets a row of a vector. */
  private interface Setter<V> {
    void set(DuckDBWritableVector vector, long row, V value);
  }

  private static <V> Chunk<V> eachOf(Setter<V> setter) {
    return (vector, values) -> {
      for (int row = 0; row < values.size(); row++) {
        V value = values.get(row);
        if (value == null) {
          vector.setNull(row);
        } else {
          setter.set(vector, row, value);
        }
      }
    };
  }

  /**
   * All texts in one call into DuckDB, since calls are what costs; a text that stands below itself,
   * as most do that describe a sender, is encoded once.
   */
  private static void writeTexts(DuckDBWritableVector vector, List<@Nullable String> texts) {
    byte[][] encoded = new byte[texts.size()][];
    String above = "";
    byte[] encodedAbove = new byte[0];
    for (int row = 0; row < encoded.length; row++) {
      String text = texts.get(row);
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
