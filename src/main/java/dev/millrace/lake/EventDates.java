package dev.millrace.lake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Which UTC day a record belongs to: the day of its own time, or the day it arrived if it has none
 * that can be true.
 *
 * <p>A time lies at most a little ahead of its arrival, as far as clocks differ; one further ahead
 * is an error of the sender, and a row under it would turn up in usage long after.
 *
 * @param received UTC day of arrival
 */
record EventDates(LocalDate received) {

  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /**
   * The day of a time as OTLP writes it.
   *
   * @param unixNano unsigned nanoseconds since the epoch; 0 is none
   */
  LocalDate of(long unixNano) {
    return of(instant(unixNano));
  }

  LocalDate of(Optional<Instant> time) {
    return time.filter(this::possible)
        .map(instant -> LocalDate.ofInstant(instant, ZoneOffset.UTC))
        .orElse(received);
  }

  static Optional<Instant> instant(long unixNano) {
    return unixNano == 0
        ? Optional.empty()
        : Optional.of(
            Instant.ofEpochSecond(
                Long.divideUnsigned(unixNano, NANOS_PER_SECOND),
                Long.remainderUnsigned(unixNano, NANOS_PER_SECOND)));
  }

  private boolean possible(Instant time) {
    Instant latest =
        received.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(CLOCK_DIFFERENCE);
    return !time.isAfter(latest);
  }
}
