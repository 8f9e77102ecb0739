package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
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
 * @param course of a span
 */
record Event(
    Sender sender,
    Source source,
    String name,
    String body,
    long timeNs,
    long observedNs,
    Course course,
    Attributes attributes)
    implements Telemetry {

  private static final List<String> FIRST_TOKEN_MS =
      List.of(
          "ttft_ms",
          "copilot_chat.time_to_first_token",
          "github.copilot.time_to_first_token",
          "ai.response.msToFirstChunk",
          "time_to_first_token_ms");

  /** What tools tell events of one moment apart by; Codex and others write the moment itself. */
  private static final List<String> IDS =
      List.of(
          "event.sequence",
          "event.timestamp",
          "prompt.id",
          "prompt_id",
          "request_id",
          "response_id",
          "gen_ai.response.id",
          "tool_use_id",
          "call_id",
          "message_id",
          "ulid");

  /**
   * How a span went.
   *
   * @param id trace and span id in hexadecimal; of a log record empty
   * @param nested whether another span contains it
   * @param startNs nanoseconds since the epoch; of a log record 0
   * @param durationMs rounded down; of a log record null
   * @param failed whether its status says so
   * @param incidents what happened meanwhile; of a log record nothing
   */
  record Course(
      String id,
      boolean nested,
      long startNs,
      @Nullable Long durationMs,
      boolean failed,
      List<Span.Event> incidents) {

    /** A log record tells nothing but what its attributes say. */
    static final Course UNTOLD = new Course("", false, 0, null, false, List.of());
  }

  /** How long it took by what it says itself, else by the span; null if neither tells. */
  @Nullable Long durationMs() {
    return attributes.quantity("duration_ms").map(Quantity::count).orElse(course.durationMs());
  }

  /** How long the first of an answer took, under the names that tools have for it; else null. */
  @Nullable Long firstTokenMs() {
    return FIRST_TOKEN_MS.stream()
        .flatMap(name -> attributes.quantity(name).stream())
        .map(Quantity::count)
        .findFirst()
        .or(
            () ->
                attributes
                    .quantity("gen_ai.response.time_to_first_chunk")
                    .map(Quantity::secondsAsMillis))
        .orElse(null);
  }

  /**
   * A span's id; of a log record, which event of its time it is by the ids it names. What else it
   * says may be another's word: relays add attributes, move them, and take them off.
   */
  long contentId() {
    Fingerprint fingerprint = new Fingerprint();
    if (source == Source.SPAN) {
      return fingerprint.add(course.id()).value();
    }
    fingerprint.add(name).add(timeNs > 0 ? timeNs : observedNs);
    boolean told = timeNs > 0 || observedNs > 0;
    for (String key : IDS) {
      String id = attributes.text(key);
      fingerprint.add(id);
      told |= !id.isEmpty();
    }
    return told ? fingerprint.value() : fingerprint.add(attributes).value();
  }
}
