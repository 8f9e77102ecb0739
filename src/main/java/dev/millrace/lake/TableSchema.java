package dev.millrace.lake;

import java.util.List;

/**
 * The columns of a table and the order of its rows.
 *
 * @param columns the first is {@code event_date}; it goes into the path, not into the file
 * @param order names of the columns that rows are sorted by within an event date; together they
 *     leave no two rows apart in doubt, so that the same rows make the same file
 * @param <R> what a row is made from
 */
record TableSchema<R>(LakeTable table, List<Column<R, ?>> columns, List<String> order) {

  static final String EVENT_DATE = "event_date";

  TableSchema {
    columns = List.copyOf(columns);
    order = List.copyOf(order);
    String first = columns.get(0).name();
    if (!first.equals(EVENT_DATE)) {
      throw new IllegalArgumentException(
          "the first column of " + table + " is " + EVENT_DATE + ", but was " + first);
    }
  }

  /** What follows {@code order by}; the event date first, so that files are written one by one. */
  String orderBy() {
    return EVENT_DATE + ", " + String.join(", ", order);
  }
}
