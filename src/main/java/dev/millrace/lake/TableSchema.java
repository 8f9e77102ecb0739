package dev.millrace.lake;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The columns of a table and the order of its rows.
 *
 * @param eventDate the UTC day a row belongs to; it goes into the path, not into the file
 * @param order names of the columns that rows are sorted by within an event date
 * @param rank orders rows that are equal in those, so that the same rows make the same file: of the
 *     row's content or place only, and not the same for two that differ. To sort by one number more
 *     is cheaper than by all the columns that tell rows apart
 * @param bytes about how many a row takes, with what it repeats of its surroundings
 * @param content a number that is added up over the rows, to tell whether they are the same ones
 * @param <R> what a row is made from
 */
record TableSchema<R>(
    LakeTable table,
    Function<R, LocalDate> eventDate,
    List<Column<R, ?>> columns,
    List<String> order,
    ToLongFunction<R> rank,
    ToLongFunction<R> bytes,
    ToLongFunction<R> content) {

  TableSchema {
    columns = List.copyOf(columns);
    order = List.copyOf(order);
  }
}
