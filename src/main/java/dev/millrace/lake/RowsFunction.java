package dev.millrace.lake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a table function, which DuckDB calls for one chunk after the other: rows go straight into
 * its vectors and are never all in the heap. It can be read once.
 *
 * @param <R> what a row is made from
 */
final class RowsFunction<R> implements DuckDBTableFunction<Object, Object, Object> {

  /** The number of the row's event date, by which it is sorted first. */
  static final String DAY = "event_day";

  /** The row's {@link TableSchema#rank}, by which it is sorted last. */
  static final String RANK = "rank_of_row";

  private final List<Column<R, ?>> columns;
  private final Iterator<R> rows;
  private final Function<R, LocalDate> eventDate;
  private final SortedMap<LocalDate, Long> rowsByEventDate = new TreeMap<>();
  private @Nullable RuntimeException failure;

  RowsFunction(TableSchema<R> schema, Iterator<R> rows) {
    this.columns = new ArrayList<>(schema.columns());
    columns.add(Column.bigint(DAY, row -> schema.eventDate().apply(row).toEpochDay()));
    columns.add(Column.bigint(RANK, row -> schema.rank().applyAsLong(row)));
    this.rows = rows;
    this.eventDate = schema.eventDate();
  }

  /** How many rows of each event date were read. */
  SortedMap<LocalDate, Long> rowsByEventDate() {
    return rowsByEventDate;
  }

  /**
   * Throws what the rows threw, if they did: DuckDB passes on no more than its text.
   *
   * @param failed what the statement threw
   */
  void rethrow(Throwable failed) {
    if (failure != null) {
      failure.addSuppressed(failed);
      throw failure;
    }
  }

  @Override
  public Object bind(DuckDBTableFunctionBindInfo info) {
    columns.forEach(column -> info.addResultColumn(column.name(), column.type().duckDb()));
    return this;
  }

  @Override
  public Object init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    return this;
  }

  /** Fills a chunk; 0 rows are the end. */
  @Override
  public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk) {
    try {
      return fill(chunk);
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  private long fill(DuckDBDataChunkWriter chunk) {
    List<R> filling = new ArrayList<>();
    while (filling.size() < chunk.capacity() && rows.hasNext()) {
      filling.add(rows.next());
    }
    count(filling);
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).write(filling, chunk.vector(i));
    }
    return filling.size();
  }

  /** Rows of one date come in long runs. */
  private void count(List<R> filling) {
    int counted = 0;
    for (int i = 1; i <= filling.size(); i++) {
      LocalDate date = eventDate.apply(filling.get(i - 1));
      if (i == filling.size() || !date.equals(eventDate.apply(filling.get(i)))) {
        rowsByEventDate.merge(date, (long) (i - counted), Long::sum);
        counted = i;
      }
    }
  }
}
