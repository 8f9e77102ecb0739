package dev.millrace.lake;

import dev.millrace.Signal;
import java.util.Iterator;
import java.util.function.Function;

/**
 * A general table: its schema, and how an export of its signal becomes rows.
 *
 * @param records the records of an export in the order sent; the export must be of the signal
 * @param <T> what OTLP calls the record
 */
record TelemetryTable<T>(
    TableSchema<SentRecord<T>> schema, Function<LandedExport, Iterator<SentRecord<T>>> records) {

  static TelemetryTable<?> of(Signal signal) {
    return switch (signal) {
      case METRICS -> MetricsTable.TABLE;
      case LOGS -> LogsTable.TABLE;
      case TRACES -> SpansTable.TABLE;
    };
  }
}
