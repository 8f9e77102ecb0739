package dev.millrace.tools;

import dev.millrace.otlp.SentTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;

/**
 * When something happened, and the day it counts for.
 *
 * @param timeNs nanoseconds since the epoch, as the sender's clock had it
 * @param date UTC day of that, but the received day if that lies further ahead of it than a clock
 *     may go wrong
 */
record EventTime(long timeNs, LocalDate date) {

  private static final Duration CLOCK_ERROR = Duration.ofMinutes(5);

  static EventTime of(Point point, LocalDate received) {
    return of(point.timeNs() > 0 ? point.timeNs() : startOf(received), received);
  }

  /** The event's time, else its attribute {@code event.timestamp}, else when it was seen. */
  static EventTime of(Event event, LocalDate received) {
    if (event.timeNs() > 0) {
      return of(event.timeNs(), received);
    }
    long stated = parsed(event.attributes().text("event.timestamp"));
    if (stated > 0) {
      return of(stated, received);
    }
    return of(event.observedNs() > 0 ? event.observedNs() : startOf(received), received);
  }

  /** When a span began, of a log record its time. */
  static EventTime ofStart(Event event, LocalDate received) {
    long startNs = event.course().startNs();
    return startNs > 0 ? of(startNs, received) : of(event, received);
  }

  private static EventTime of(long timeNs, LocalDate received) {
    long latest = startOf(received.plusDays(1)) + CLOCK_ERROR.toNanos();
    return new EventTime(timeNs, timeNs > latest ? received : dateOf(timeNs));
  }

  /** Whether it lies so far back that no usage is computed for it any more. */
  boolean tooLate(LocalDate received) {
    return date.isBefore(received.minusDays(SentTimes.HORIZON_DAYS));
  }

  /** The UTC day of nanoseconds since the epoch. */
  static LocalDate dateOf(long timeNs) {
    return LocalDate.ofEpochDay(Math.floorDiv(timeNs, TimeUnit.DAYS.toNanos(1)));
  }

  private static long startOf(LocalDate day) {
    return TimeUnit.SECONDS.toNanos(day.atStartOfDay().toEpochSecond(ZoneOffset.UTC));
  }

  /** 0 if it is no time, or one that nanoseconds since the epoch cannot say. */
  private static long parsed(String timestamp) {
    if (timestamp.isEmpty()) {
      return 0;
    }
    try {
      Instant instant = Instant.parse(timestamp);
      long ns = TimeUnit.SECONDS.toNanos(instant.getEpochSecond());
      return ns == Long.MAX_VALUE ? 0 : ns + instant.getNano();
    } catch (DateTimeParseException e) {
      return 0;
    }
  }
}
