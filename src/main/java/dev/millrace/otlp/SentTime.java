package dev.millrace.otlp;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A time as a sender wrote it. OTLP has nanoseconds since the epoch; senders are known that write
 * milliseconds or microseconds there. Whatever of these units it is written in, no time of this
 * century reads as another of it, so the number alone tells which.
 */
public final class SentTime {

  /** No telemetry is older. */
  private static final long FIRST_SECOND = Instant.parse("2010-01-01T00:00:00Z").getEpochSecond();

  private static final long LAST_SECOND = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

  private SentTime() {}

  /** The unit it is in, if that is not nanoseconds but another in which it is of this century. */
  static Optional<TimeUnit> otherUnit(long time) {
    // Most are nanoseconds.
    if (time <= 0 || time >= TimeUnit.SECONDS.toMicros(LAST_SECOND)) {
      return Optional.empty();
    }
    for (TimeUnit unit :
        new TimeUnit[] {TimeUnit.SECONDS, TimeUnit.MILLISECONDS, TimeUnit.MICROSECONDS}) {
      if (time >= unit.convert(FIRST_SECOND, TimeUnit.SECONDS)
          && time < unit.convert(LAST_SECOND, TimeUnit.SECONDS)) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  /** Nanoseconds since the epoch; what is in no other unit is taken for them. */
  static long nanoseconds(long time) {
    return otherUnit(time).map(unit -> unit.toNanos(time)).orElse(time);
  }
}
