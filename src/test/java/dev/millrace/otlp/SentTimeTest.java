package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which unit a time was sent. */
class SentTimeTest {

  private static final long FIRST = Instant.parse("2010-01-01T00:00:00Z").getEpochSecond();
  private static final long SECONDS =
      Instant.parse("2100-01-01T00:00:00Z").getEpochSecond() - FIRST;

  @ParameterizedTest
  @CsvSource({
    "1796032800, SECONDS",
    "1796032800123, MILLISECONDS",
    "1796032800123456, MICROSECONDS",
  })
  void knowsTheUnit(long time, TimeUnit unit) {
    assertThat(SentTime.otherUnit(time)).contains(unit);
    assertThat(SentTime.nanoseconds(time)).isEqualTo(unit.toNanos(time));
  }

  @ParameterizedTest
  @EnumSource(
      value = TimeUnit.class,
      names = {"SECONDS", "MILLISECONDS", "MICROSECONDS", "NANOSECONDS"})
  void takesEveryTimeOfTheCenturyForWhatItIs(TimeUnit unit) {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      long ns =
          TimeUnit.SECONDS.toNanos(FIRST + (long) (random.nextDouble() * SECONDS))
              + random.nextInt(1_000_000_000);
      long sent = unit.convert(ns, TimeUnit.NANOSECONDS);
      assertThat(SentTime.nanoseconds(sent)).isEqualTo(unit.toNanos(sent));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 86_400_000_000_000L})
  void leavesWhatIsNoTimeOfTheCentury(long time) {
    assertThat(SentTime.otherUnit(time)).isEmpty();
    assertThat(SentTime.nanoseconds(time)).isEqualTo(time);
  }

  @Test
  void readsNoUnitAsAnother() {
    assertThat(TimeUnit.SECONDS.toMillis(FIRST)).isGreaterThan(FIRST + SECONDS);
  }
}
