package dev.millrace;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * The clock of applications under test: it stands at half past midnight of the day after the
 * captures.
 */
class TestClock {

  static final Instant START = Instant.parse("2026-11-23T00:30:00Z");

  private final MovableClock clock = new MovableClock(START);

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  Clock clock() {
    return clock;
  }
}
