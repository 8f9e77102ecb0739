package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the local server looks next; what it finds is RollupScheduleTest's. */
class RollupTimerTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T12:00:00Z, 2026-11-22T12:10:00Z",
    "2026-11-22T23:50:59Z, 2026-11-23T00:00:59Z",
    "2026-11-22T23:51:01Z, 2026-11-23T00:01:00Z",
    "2026-11-22T23:59:59Z, 2026-11-23T00:01:00Z",
    "2026-11-23T00:00:00Z, 2026-11-23T00:10:00Z"
  })
  void looksEveryTenMinutesAndSoonAfterMidnight(Instant now, Instant next) {
    assertThat(now.plus(RollupTimer.pause(Duration.ofMinutes(10), now))).isEqualTo(next);
  }
}
