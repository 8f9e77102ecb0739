package dev.millrace.lake;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * The columns of a table and the order of its rows.
 *
 * @param eventDate the UTC day a row belongs to; it goes into the path, not into the file
 * @param order names of the columns that rows are sorted by within an event date; together they
 *     leave no two rows apart in doubt, so that the same rows make the same file
 * @param <R> what a row is made from
 */
record TableSchema<R>(
    LakeTable table,
    Function<R, LocalDate> eventDate,
    List<Column<R, ?>> columns,
    List<String> order) {

  TableSchema {
    columns = List.copyOf(columns);
    order = List.copyOf(order);
  }
}
