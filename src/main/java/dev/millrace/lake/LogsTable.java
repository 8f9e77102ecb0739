package dev.millrace.lake;

import static dev.millrace.lake.Column.bigint;
import static dev.millrace.lake.Column.integer;
import static dev.millrace.lake.Column.text;
import static dev.millrace.lake.RecordColumns.sent;
import static dev.millrace.lake.RecordColumns.unsigned;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The {@code logs} table: one row per log record.
 *
 * <p>{@code body} holds a body that is a string, {@code body_json} any other. {@code event} is the
 * attribute {@code event.name}; {@code event_name} is the record's field of that name, in which
 * some senders put something else.
 */
final class LogsTable {

  static final TelemetryTable<LogRecord> TABLE =
      new TelemetryTable<>(
          RecordColumns.around(LakeTable.LOGS, columns(), "time_ns", LogRecord::getSerializedSize),
          LogsTable::records);

  private LogsTable() {}

  private static List<Column<SentRecord<LogRecord>, ?>> columns() {
    return List.of(
        bigint("time_ns", row -> row.record().getTimeUnixNano()),
        bigint("observed_ns", row -> row.record().getObservedTimeUnixNano()),
        integer("severity_number", row -> row.record().getSeverityNumberValue()),
        text("severity_text", row -> sent(row.record().getSeverityText())),
        text("event_name", row -> sent(row.record().getEventName())),
        text("body", row -> bodyText(row.record())),
        text("body_json", row -> bodyJson(row.record())),
        text("trace_id", row -> OtlpJson.hex(row.record().getTraceId())),
        text("span_id", row -> OtlpJson.hex(row.record().getSpanId())),
        bigint("flags", row -> unsigned(row.record().getFlags())),
        bigint(
            "dropped_attributes_count", row -> unsigned(row.record().getDroppedAttributesCount())));
  }

  private static @Nullable String bodyText(LogRecord log) {
    return log.getBody().hasStringValue() ? log.getBody().getStringValue() : null;
  }

  private static @Nullable String bodyJson(LogRecord log) {
    return !log.hasBody() || log.getBody().hasStringValue() ? null : OtlpJson.text(log.getBody());
  }

  private static Iterator<SentRecord<LogRecord>> records(LandedExport landed) {
    EventDates dates = new EventDates(landed.origin().received());
    AtomicInteger ordinal = new AtomicInteger();
    return RecordIterator.in(
        ((Export.Logs) landed.export()).message().getResourceLogsList(),
        ofResource -> {
          SentResource resource =
              SentResource.of(landed, ofResource.getResource(), ofResource.getSchemaUrl());
          return RecordIterator.in(
              ofResource.getScopeLogsList(),
              ofScope -> {
                SentScope scope =
                    SentScope.of(resource, ofScope.getScope(), ofScope.getSchemaUrl());
                return RecordIterator.each(
                    ofScope.getLogRecordsList(),
                    log -> record(scope, ordinal.getAndIncrement(), dates, log));
              });
        });
  }

  private static SentRecord<LogRecord> record(
      SentScope scope, int ordinal, EventDates dates, LogRecord log) {
    return SentRecord.of(scope, ordinal, eventDate(log, dates), log.getAttributesList(), log);
  }

  /** Some senders leave the record's time empty and say it in an attribute. */
  private static LocalDate eventDate(LogRecord log, EventDates dates) {
    return dates.of(
        EventDates.instant(log.getTimeUnixNano())
            .or(() -> timestampAttribute(log))
            .or(() -> EventDates.instant(log.getObservedTimeUnixNano())));
  }

  private static Optional<Instant> timestampAttribute(LogRecord log) {
    return log.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals("event.timestamp"))
        .reduce((first, last) -> last)
        .flatMap(attribute -> parsed(attribute.getValue().getStringValue()));
  }

  /** Empty if it is no time, or one before the epoch, which is how some languages write none. */
  private static Optional<Instant> parsed(String timestamp) {
    try {
      return Optional.of(OffsetDateTime.parse(timestamp).toInstant())
          .filter(Instant.EPOCH::isBefore);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
