package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Logged;
import dev.millrace.MovableClock;
import dev.millrace.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a function's log says of what it could not do. */
class FunctionFailuresTest {

  private static final String WHAT = "exports could not be packed";

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final FunctionFailures failures = new FunctionFailures(clock);

  @Test
  void saysWhyTheStoreFailedOnceAMinuteWithoutStack() {
    try (Logged logged = new Logged()) {
      for (int i = 0; i < 100; i++) {
        failures.report(WHAT, i, full());
      }
      assertThat(logged.texts())
          .singleElement()
          .asString()
          .contains(WHAT, "No space left on device")
          .doesNotContain("\tat ");

      clock.advance(Duration.ofMinutes(1));
      failures.report(WHAT, "", full());

      assertThat(logged.texts()).hasSize(2);
      assertThat(logged.texts().get(1)).contains("99 times more");
      assertThat(logged.errors()).isEmpty();
    }
  }

  @Test
  void showsWhereAFaultOfOursHappened() {
    try (Logged logged = new Logged()) {
      failures.report(WHAT, "acme/logs", new IllegalStateException("a fault"));

      assertThat(logged.errors()).singleElement().asString().contains(WHAT, "acme/logs", "\tat ");
    }
  }

  private static StoreUnavailableException full() {
    return new StoreUnavailableException(
        "the store failed", new IOException("No space left on device"));
  }
}
