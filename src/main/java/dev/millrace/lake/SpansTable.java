package dev.millrace.lake;

import static dev.millrace.lake.Column.bigint;
import static dev.millrace.lake.Column.integer;
import static dev.millrace.lake.Column.text;
import static dev.millrace.lake.RecordColumns.sent;
import static dev.millrace.lake.RecordColumns.unsigned;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The {@code spans} table: one row per span, its events and links as JSON arrays. {@code kind} and
 * {@code status_code} are OTLP's numbers.
 */
final class SpansTable {

  static final TelemetryTable<Span> TABLE =
      new TelemetryTable<>(
          RecordColumns.around(LakeTable.SPANS, columns(), "start_ns", Span::getSerializedSize),
          SpansTable::records);

  private SpansTable() {}

  private static List<Column<SentRecord<Span>, ?>> columns() {
    return List.of(
        bigint("start_ns", row -> row.record().getStartTimeUnixNano()),
        bigint("end_ns", row -> row.record().getEndTimeUnixNano()),
        text("trace_id", row -> OtlpJson.hex(row.record().getTraceId())),
        text("span_id", row -> OtlpJson.hex(row.record().getSpanId())),
        text("parent_span_id", row -> OtlpJson.hex(row.record().getParentSpanId())),
        text("trace_state", row -> sent(row.record().getTraceState())),
        text("name", row -> sent(row.record().getName())),
        integer("kind", row -> row.record().getKindValue()),
        integer("status_code", row -> row.record().getStatus().getCodeValue()),
        text("status_message", row -> sent(row.record().getStatus().getMessage())),
        bigint("flags", row -> unsigned(row.record().getFlags())),
        text("events", row -> OtlpJson.array(row.record().getEventsList(), SpansTable::writeEvent)),
        text("links", row -> OtlpJson.array(row.record().getLinksList(), SpansTable::writeLink)),
        bigint(
            "dropped_attributes_count", row -> unsigned(row.record().getDroppedAttributesCount())),
        bigint("dropped_events_count", row -> unsigned(row.record().getDroppedEventsCount())),
        bigint("dropped_links_count", row -> unsigned(row.record().getDroppedLinksCount())));
  }

  private static void writeEvent(JsonText json, Span.Event event) {
    json.startObject();
    json.name("time_unix_nano");
    json.unsigned(event.getTimeUnixNano());
    json.name("name");
    json.string(event.getName());
    json.name("attributes");
    OtlpJson.writeAttributes(json, event.getAttributesList());
    json.name("dropped_attributes_count");
    json.number(unsigned(event.getDroppedAttributesCount()));
    json.endObject();
  }

  private static void writeLink(JsonText json, Span.Link link) {
    json.startObject();
    json.name("trace_id");
    json.string(OtlpJson.hex(link.getTraceId()));
    json.name("span_id");
    json.string(OtlpJson.hex(link.getSpanId()));
    json.name("trace_state");
    json.string(link.getTraceState());
    json.name("attributes");
    OtlpJson.writeAttributes(json, link.getAttributesList());
    json.name("dropped_attributes_count");
    json.number(unsigned(link.getDroppedAttributesCount()));
    json.name("flags");
    json.number(unsigned(link.getFlags()));
    json.endObject();
  }

  private static Iterator<SentRecord<Span>> records(LandedExport landed) {
    EventDates dates = new EventDates(landed.origin().received());
    AtomicInteger ordinal = new AtomicInteger();
    return RecordIterator.in(
        ((Export.Traces) landed.export()).message().getResourceSpansList(),
        ofResource -> {
          SentResource resource =
              SentResource.of(landed, ofResource.getResource(), ofResource.getSchemaUrl());
          return RecordIterator.in(
              ofResource.getScopeSpansList(),
              ofScope -> {
                SentScope scope =
                    SentScope.of(resource, ofScope.getScope(), ofScope.getSchemaUrl());
                return RecordIterator.each(
                    ofScope.getSpansList(),
                    span -> record(scope, ordinal.getAndIncrement(), dates, span));
              });
        });
  }

  private static SentRecord<Span> record(
      SentScope scope, int ordinal, EventDates dates, Span span) {
    return SentRecord.of(
        scope, ordinal, dates.of(span.getStartTimeUnixNano()), span.getAttributesList(), span);
  }
}
