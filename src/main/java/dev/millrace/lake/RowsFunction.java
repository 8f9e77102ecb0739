package dev.millrace.lake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
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

  /**
   * A chunk of more is passed on before it is full: it is held whole, several times over while JSON
   * is made of it, and 2,048 rows may each repeat a resource of some hundred kilobytes.
   */
  static final long MOST_BYTES = 4L << 20;

  private final List<Column<R, ?>> columns;
  private final Iterator<R> rows;
  private final Function<R, LocalDate> eventDate;
  private final ToLongFunction<R> bytes;
  private final ToLongFunction<R> content;
  private final SortedMap<LocalDate, Sum> sums = new TreeMap<>();
  private @Nullable Throwable failure;

  RowsFunction(TableSchema<R> schema, Iterator<R> rows) {
    this.columns = new ArrayList<>(schema.columns());
    columns.add(Column.bigint(DAY, row -> schema.eventDate().apply(row).toEpochDay()));
    columns.add(Column.bigint(RANK, row -> schema.rank().applyAsLong(row)));
    this.rows = rows;
    this.eventDate = schema.eventDate();
    this.bytes = schema.bytes();
    this.content = schema.content();
  }

  /**
   * What was read of an event date.
   *
   * @param content see {@link TableSchema#content}
   */
  record Sum(long rows, long content) {

    private Sum plus(Sum other) {
      return new Sum(rows + other.rows, content + other.content);
    }
  }

  /** For each event date what was read of it. */
  SortedMap<LocalDate, Sum> sums() {
    return sums;
  }

  /**
   * Throws what the rows threw, if they did: DuckDB passes on no more than its text.
   *
   * @param failed what the statement threw
   */
  void rethrow(Throwable failed) {
    if (failure instanceof Error error) {
      error.addSuppressed(failed);
      throw error;
    }
    if (failure instanceof RuntimeException unchecked) {
      unchecked.addSuppressed(failed);
      throw unchecked;
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
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  private long fill(DuckDBDataChunkWriter chunk) {
    List<R> filling = new ArrayList<>();
    long filled = 0;
    while (filling.size() < chunk.capacity() && filled < MOST_BYTES && rows.hasNext()) {
      R row = rows.next();
      filling.add(row);
      filled += bytes.applyAsLong(row);
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
    long run = 0;
    for (int i = 1; i <= filling.size(); i++) {
      R row = filling.get(i - 1);
      LocalDate date = eventDate.apply(row);
      run += content.applyAsLong(row);
      if (i == filling.size() || !date.equals(eventDate.apply(filling.get(i)))) {
        sums.merge(date, new Sum(i - counted, run), Sum::plus);
        counted = i;
        run = 0;
      }
    }
  }
}
