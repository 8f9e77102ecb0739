package dev.millrace.otlp;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.Map;

/** The messages of traces, as trace.proto has them. */
final class TracesJson {

  private static final Map<String, Integer> KINDS =
      CommonJson.numbersByName(Span.SpanKind.values(), Span.SpanKind::getNumber);

  private static final Map<String, Integer> CODES =
      CommonJson.numbersByName(Status.StatusCode.values(), Status.StatusCode::getNumber);

  private TracesJson() {}

  static ExportTraceServiceRequest request(JsonInput in) throws IOException {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "resourceSpans", "resource_spans" ->
            in.each(TracesJson::resourceSpans, request.clearResourceSpans()::addResourceSpans);
        default -> in.skip();
      }
    }
    return request.build();
  }

  private static ResourceSpans resourceSpans(JsonInput in) throws IOException {
    ResourceSpans.Builder resourceSpans = ResourceSpans.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "resource" -> resourceSpans.setResource(CommonJson.resource(in));
        case "scopeSpans", "scope_spans" ->
            in.each(TracesJson::scopeSpans, resourceSpans.clearScopeSpans()::addScopeSpans);
        case "schemaUrl", "schema_url" -> resourceSpans.setSchemaUrl(in.string());
        default -> in.skip();
      }
    }
    return resourceSpans.build();
  }

  private static ScopeSpans scopeSpans(JsonInput in) throws IOException {
    ScopeSpans.Builder scopeSpans = ScopeSpans.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "scope" -> scopeSpans.setScope(CommonJson.scope(in));
        case "spans" -> in.records(TracesJson::span, scopeSpans.clearSpans()::addSpans);
        case "schemaUrl", "schema_url" -> scopeSpans.setSchemaUrl(in.string());
        default -> in.skip();
      }
    }
    return scopeSpans.build();
  }

  private static Span span(JsonInput in) throws IOException {
    Span.Builder span = Span.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "traceId", "trace_id" -> span.setTraceId(in.id(IdSieve.TRACE_ID_BYTES));
        case "spanId", "span_id" -> span.setSpanId(in.id(IdSieve.SPAN_ID_BYTES));
        case "traceState", "trace_state" -> span.setTraceState(in.string());
        case "parentSpanId", "parent_span_id" -> span.setParentSpanId(in.id(IdSieve.SPAN_ID_BYTES));
        case "name" -> span.setName(in.string());
        case "kind" -> span.setKindValue(in.enumNumber(KINDS));
        case "startTimeUnixNano", "start_time_unix_nano" -> span.setStartTimeUnixNano(in.uint64());
        case "endTimeUnixNano", "end_time_unix_nano" -> span.setEndTimeUnixNano(in.uint64());
        case "attributes" -> AttributeJson.each(in, span.clearAttributes()::addAttributes);
        case "droppedAttributesCount", "dropped_attributes_count" ->
            span.setDroppedAttributesCount(in.uint32());
        case "events" -> in.each(TracesJson::event, span.clearEvents()::addEvents);
        case "droppedEventsCount", "dropped_events_count" ->
            span.setDroppedEventsCount(in.uint32());
        case "status" -> span.setStatus(status(in));
        case "links" -> in.each(TracesJson::link, span.clearLinks()::addLinks);
        case "droppedLinksCount", "dropped_links_count" -> span.setDroppedLinksCount(in.uint32());
        case "flags" -> span.setFlags(in.uint32());
        default -> in.skip();
      }
    }
    return span.build();
  }

  private static Span.Event event(JsonInput in) throws IOException {
    Span.Event.Builder event = Span.Event.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "attributes" -> AttributeJson.each(in, event.clearAttributes()::addAttributes);
        case "name" -> event.setName(in.string());
        case "timeUnixNano", "time_unix_nano" -> event.setTimeUnixNano(in.uint64());
        case "droppedAttributesCount", "dropped_attributes_count" ->
            event.setDroppedAttributesCount(in.uint32());
        default -> in.skip();
      }
    }
    return event.build();
  }

  private static Span.Link link(JsonInput in) throws IOException {
    Span.Link.Builder link = Span.Link.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "attributes" -> AttributeJson.each(in, link.clearAttributes()::addAttributes);
        case "spanId", "span_id" -> link.setSpanId(in.id(IdSieve.SPAN_ID_BYTES));
        case "traceId", "trace_id" -> link.setTraceId(in.id(IdSieve.TRACE_ID_BYTES));
        case "traceState", "trace_state" -> link.setTraceState(in.string());
        case "droppedAttributesCount", "dropped_attributes_count" ->
            link.setDroppedAttributesCount(in.uint32());
        case "flags" -> link.setFlags(in.uint32());
        default -> in.skip();
      }
    }
    return link.build();
  }

  private static Status status(JsonInput in) throws IOException {
    Status.Builder status = Status.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "code" -> status.setCodeValue(in.enumNumber(CODES));
        case "message" -> status.setMessage(in.string());
        default -> in.skip();
      }
    }
    return status.build();
  }
}
