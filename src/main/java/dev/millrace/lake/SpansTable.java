package dev.millrace.lake;

import static dev.millrace.lake.Column.bigint;
import static dev.millrace.lake.Column.integer;
import static dev.millrace.lake.Column.text;
import static dev.millrace.lake.RecordColumns.sent;
import static dev.millrace.lake.RecordColumns.unsigned;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code spans} table: one row per span, its events and links as JSON arrays. {@code kind} and
 * {@code status_code} are OTLP's numbers.
 */
final class SpansTable {

  static final TelemetryTable<Span> TABLE =
      new TelemetryTable<>(
          RecordColumns.around(LakeTable.SPANS, columns(), "start_ns"), SpansTable::records);

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

  private static void writeEvent(JsonGenerator json, Span.Event event) throws IOException {
    json.writeStartObject();
    json.writeFieldName("time_unix_nano");
    OtlpJson.writeUnsigned(json, event.getTimeUnixNano());
    json.writeStringField("name", event.getName());
    json.writeFieldName("attributes");
    OtlpJson.writeAttributes(json, event.getAttributesList());
    json.writeNumberField("dropped_attributes_count", unsigned(event.getDroppedAttributesCount()));
    json.writeEndObject();
  }

  private static void writeLink(JsonGenerator json, Span.Link link) throws IOException {
    json.writeStartObject();
    json.writeStringField("trace_id", OtlpJson.hex(link.getTraceId()));
    json.writeStringField("span_id", OtlpJson.hex(link.getSpanId()));
    json.writeStringField("trace_state", link.getTraceState());
    json.writeFieldName("attributes");
    OtlpJson.writeAttributes(json, link.getAttributesList());
    json.writeNumberField("dropped_attributes_count", unsigned(link.getDroppedAttributesCount()));
    json.writeNumberField("flags", unsigned(link.getFlags()));
    json.writeEndObject();
  }

  private static List<SentRecord<Span>> records(LandedExport landed) {
    EventDates dates = new EventDates(landed.origin().received());
    List<SentRecord<Span>> records = new ArrayList<>(landed.export().items());
    for (ResourceSpans ofResource :
        ((Export.Traces) landed.export()).message().getResourceSpansList()) {
      SentResource resource =
          SentResource.of(landed, ofResource.getResource(), ofResource.getSchemaUrl());
      for (ScopeSpans ofScope : ofResource.getScopeSpansList()) {
        SentScope scope = SentScope.of(resource, ofScope.getScope(), ofScope.getSchemaUrl());
        for (Span span : ofScope.getSpansList()) {
          records.add(
              SentRecord.of(
                  scope,
                  records.size(),
                  dates.of(span.getStartTimeUnixNano()),
                  span.getAttributesList(),
                  span));
        }
      }
    }
    return records;
  }
}
