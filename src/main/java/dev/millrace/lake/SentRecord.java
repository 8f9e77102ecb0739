package dev.millrace.lake;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.time.LocalDate;
import java.util.List;

/**
 * One data point, log record or span: a row of a general table.
 *
 * @param ordinal place within its export, from 0; with the landed object it names the record
 * @param <T> what OTLP calls the record
 */
record SentRecord<T>(
    SentScope scope, int ordinal, LocalDate eventDate, PromotedAttributes attributes, T record) {

  /** An export of more records is larger than any that lands. */
  private static final int ORDINAL_BITS = 24;

  static <T> SentRecord<T> of(
      SentScope scope, int ordinal, LocalDate eventDate, List<KeyValue> attributes, T record) {
    return new SentRecord<>(
        scope,
        ordinal,
        eventDate,
        PromotedAttributes.of(attributes, scope.resource().promoted()),
        record);
  }

  /** Tells it from the other rows of its pack, and keeps those of an export in their order. */
  long rank() {
    return scope.resource().rank() << ORDINAL_BITS | ordinal;
  }
}
