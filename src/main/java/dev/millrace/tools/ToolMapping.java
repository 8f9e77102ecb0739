package dev.millrace.tools;

import java.util.List;

/**
 * What one AI coding tool means by its telemetry. Stateless and without I/O; the same record gives
 * the same facts.
 *
 * <p>A mapping chooses where a tool says the same thing twice within one kind of record. Where
 * points and events repeat each other it gives the facts of both: usage chooses per session and
 * day, because either can fail to arrive.
 */
interface ToolMapping {

  /** The tool's name in activity and usage. */
  String tool();

  /**
   * Whether the point is this tool's, by the name of metric or scope. Never by {@code service.name}
   * alone, which users set as they like.
   */
  boolean claims(Point point);

  /** Whether the event is this tool's, by the name of event or scope. */
  boolean claims(Event event);

  /** The circumstances of a record it claims. */
  Occasion occasion(Telemetry record);

  /**
   * Which records usage believes where several kinds speak of the same conversation's day: those of
   * the smallest number. By default points, then log records, then spans.
   */
  default int preference(Telemetry record) {
    return record instanceof Event event ? event.source().ordinal() : 0;
  }

  /** What a point it claims says; nothing if it says nothing that is counted. */
  List<Fact> facts(Point point);

  /** What an event it claims says; nothing if it says nothing that is counted. */
  List<Fact> facts(Event event);

  /**
   * What makes an event it claims, within its session, the same event when it comes again on
   * another way; by default a span's id, or everything in a log record.
   */
  default long identity(Event event) {
    return event.contentId();
  }
}
