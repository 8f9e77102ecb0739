package dev.millrace.tools;

import com.google.protobuf.ByteString;
import dev.millrace.otlp.Export;
import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Event.Course;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The events in an export of logs or traces, in its order: those of one list at a time, for nothing
 * stands in a list twice.
 */
final class Events {

  private Events() {}

  static void of(Export.Logs export, Consumer<List<Event>> lists) {
    for (var resource : export.message().getResourceLogsList()) {
      for (var scope : resource.getScopeLogsList()) {
        Sender sender = Sender.of(resource.getResource(), scope.getScope());
        lists.accept(scope.getLogRecordsList().stream().map(log -> of(sender, log)).toList());
      }
    }
  }

  static void of(Export.Traces export, Consumer<List<Event>> lists) {
    for (var resource : export.message().getResourceSpansList()) {
      for (var scope : resource.getScopeSpansList()) {
        Sender sender = Sender.of(resource.getResource(), scope.getScope());
        lists.accept(scope.getSpansList().stream().map(span -> of(sender, span)).toList());
      }
    }
  }

  private static Event of(Sender sender, LogRecord log) {
    Attributes attributes = Attributes.of(log.getAttributesList());
    String body = log.getBody().getStringValue();
    return new Event(
        sender,
        Source.LOG,
        name(attributes.text("event.name"), log.getEventName(), body),
        body,
        log.getTimeUnixNano(),
        log.getObservedTimeUnixNano(),
        Course.UNTOLD,
        attributes);
  }

  private static String name(String attribute, String field, String body) {
    if (!attribute.isEmpty()) {
      return attribute;
    }
    return field.isEmpty() ? body : field;
  }

  private static Event of(Sender sender, Span span) {
    return new Event(
        sender,
        Source.SPAN,
        span.getName(),
        "",
        span.getEndTimeUnixNano(),
        0,
        course(span),
        Attributes.of(span.getAttributesList()));
  }

  private static Course course(Span span) {
    long duration = span.getEndTimeUnixNano() - span.getStartTimeUnixNano();
    return new Course(
        hex(span.getTraceId()) + hex(span.getSpanId()),
        !span.getParentSpanId().isEmpty(),
        span.getStartTimeUnixNano(),
        TimeUnit.NANOSECONDS.toMillis(Math.max(0, duration)),
        span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR,
        span.getEventsList());
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
