package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened once: a log record, or a span that has ended.
 *
 * @param source {@code LOG} or {@code SPAN}
 * @param name of a log record the attribute {@code event.name}, else the field of that name, else
 *     the body if that is text; of a span its name
 * @param body of a log record if it is text, else empty; of a span empty
 * @param timeNs nanoseconds since the epoch, of a span its end; 0 if the sender gave none
 * @param observedNs nanoseconds since the epoch at which a log record was first seen; 0 if the
 *     sender gave none
 * @param durationMs of a span, rounded down
 * @param spanId of a span, trace and span id in hexadecimal; else empty
 */
record Event(
    Sender sender,
    Source source,
    String name,
    String body,
    long timeNs,
    long observedNs,
    @Nullable Long durationMs,
    String spanId,
    Attributes attributes)
    implements Telemetry {

  /** A hash of everything in the event, whatever the attributes' order. */
  long contentId() {
    return new Fingerprint().add(name).add(body).add(timeNs).add(spanId).add(attributes).value();
  }
}
