package dev.millrace.otlp;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

/** The members of the messages of traces, as trace.proto has them. */
final class TracesJson {

  private static final JsonMessage<Span.Event, Span.Event.Builder> EVENT =
      new JsonMessage<Span.Event, Span.Event.Builder>(
              Span.Event::newBuilder, Span.Event.Builder::build)
          .messages(
              "attributes",
              AttributeJson.ATTRIBUTE,
              Span.Event::getAttributesList,
              Span.Event.Builder::clearAttributes,
              Span.Event.Builder::addAttributes)
          .string("name", Span.Event::getName, Span.Event.Builder::setName)
          .uint64("timeUnixNano", Span.Event::getTimeUnixNano, Span.Event.Builder::setTimeUnixNano)
          .uint32(
              "droppedAttributesCount",
              Span.Event::getDroppedAttributesCount,
              Span.Event.Builder::setDroppedAttributesCount);

  private static final JsonMessage<Span.Link, Span.Link.Builder> LINK =
      new JsonMessage<Span.Link, Span.Link.Builder>(Span.Link::newBuilder, Span.Link.Builder::build)
          .messages(
              "attributes",
              AttributeJson.ATTRIBUTE,
              Span.Link::getAttributesList,
              Span.Link.Builder::clearAttributes,
              Span.Link.Builder::addAttributes)
          .id("spanId", IdSieve.SPAN_ID_BYTES, Span.Link::getSpanId, Span.Link.Builder::setSpanId)
          .id(
              "traceId",
              IdSieve.TRACE_ID_BYTES,
              Span.Link::getTraceId,
              Span.Link.Builder::setTraceId)
          .string("traceState", Span.Link::getTraceState, Span.Link.Builder::setTraceState)
          .uint32(
              "droppedAttributesCount",
              Span.Link::getDroppedAttributesCount,
              Span.Link.Builder::setDroppedAttributesCount)
          .uint32("flags", Span.Link::getFlags, Span.Link.Builder::setFlags);

  private static final JsonMessage<Status, Status.Builder> STATUS =
      new JsonMessage<Status, Status.Builder>(Status::newBuilder, Status.Builder::build)
          .enumeration(
              "code",
              CommonJson.numbersByName(Status.StatusCode.values(), Status.StatusCode::getNumber),
              Status::getCodeValue,
              Status.Builder::setCodeValue)
          .string("message", Status::getMessage, Status.Builder::setMessage);

  private static final JsonMessage<Span, Span.Builder> SPAN =
      new JsonMessage<Span, Span.Builder>(Span::newBuilder, Span.Builder::build)
          .id("traceId", IdSieve.TRACE_ID_BYTES, Span::getTraceId, Span.Builder::setTraceId)
          .id("spanId", IdSieve.SPAN_ID_BYTES, Span::getSpanId, Span.Builder::setSpanId)
          .string("traceState", Span::getTraceState, Span.Builder::setTraceState)
          .id(
              "parentSpanId",
              IdSieve.SPAN_ID_BYTES,
              Span::getParentSpanId,
              Span.Builder::setParentSpanId)
          .string("name", Span::getName, Span.Builder::setName)
          .enumeration(
              "kind",
              CommonJson.numbersByName(Span.SpanKind.values(), Span.SpanKind::getNumber),
              Span::getKindValue,
              Span.Builder::setKindValue)
          .uint64(
              "startTimeUnixNano", Span::getStartTimeUnixNano, Span.Builder::setStartTimeUnixNano)
          .uint64("endTimeUnixNano", Span::getEndTimeUnixNano, Span.Builder::setEndTimeUnixNano)
          .messages(
              "attributes",
              AttributeJson.ATTRIBUTE,
              Span::getAttributesList,
              Span.Builder::clearAttributes,
              Span.Builder::addAttributes)
          .uint32(
              "droppedAttributesCount",
              Span::getDroppedAttributesCount,
              Span.Builder::setDroppedAttributesCount)
          .messages(
              "events",
              EVENT,
              Span::getEventsList,
              Span.Builder::clearEvents,
              Span.Builder::addEvents)
          .uint32(
              "droppedEventsCount",
              Span::getDroppedEventsCount,
              Span.Builder::setDroppedEventsCount)
          .message("status", STATUS, Span::hasStatus, Span::getStatus, Span.Builder::setStatus)
          .messages(
              "links", LINK, Span::getLinksList, Span.Builder::clearLinks, Span.Builder::addLinks)
          .uint32(
              "droppedLinksCount", Span::getDroppedLinksCount, Span.Builder::setDroppedLinksCount)
          .uint32("flags", Span::getFlags, Span.Builder::setFlags);

  private static final JsonMessage<ScopeSpans, ScopeSpans.Builder> SCOPE_SPANS =
      new JsonMessage<ScopeSpans, ScopeSpans.Builder>(
              ScopeSpans::newBuilder, ScopeSpans.Builder::build)
          .message(
              "scope",
              CommonJson.SCOPE,
              ScopeSpans::hasScope,
              ScopeSpans::getScope,
              ScopeSpans.Builder::setScope)
          .records(
              "spans",
              SPAN,
              ScopeSpans::getSpansList,
              ScopeSpans.Builder::clearSpans,
              ScopeSpans.Builder::addSpans)
          .string("schemaUrl", ScopeSpans::getSchemaUrl, ScopeSpans.Builder::setSchemaUrl);

  private static final JsonMessage<ResourceSpans, ResourceSpans.Builder> RESOURCE_SPANS =
      new JsonMessage<ResourceSpans, ResourceSpans.Builder>(
              ResourceSpans::newBuilder, ResourceSpans.Builder::build)
          .message(
              "resource",
              CommonJson.RESOURCE,
              ResourceSpans::hasResource,
              ResourceSpans::getResource,
              ResourceSpans.Builder::setResource)
          .messages(
              "scopeSpans",
              SCOPE_SPANS,
              ResourceSpans::getScopeSpansList,
              ResourceSpans.Builder::clearScopeSpans,
              ResourceSpans.Builder::addScopeSpans)
          .string("schemaUrl", ResourceSpans::getSchemaUrl, ResourceSpans.Builder::setSchemaUrl);

  static final JsonMessage<ExportTraceServiceRequest, ExportTraceServiceRequest.Builder> REQUEST =
      new JsonMessage<ExportTraceServiceRequest, ExportTraceServiceRequest.Builder>(
              ExportTraceServiceRequest::newBuilder, ExportTraceServiceRequest.Builder::build)
          .messages(
              "resourceSpans",
              RESOURCE_SPANS,
              ExportTraceServiceRequest::getResourceSpansList,
              ExportTraceServiceRequest.Builder::clearResourceSpans,
              ExportTraceServiceRequest.Builder::addResourceSpans);

  private TracesJson() {}
}
