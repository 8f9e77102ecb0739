package dev.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which day a time counts for when it arrives on 14 March; which time that is, see the tables. */
class EventDatesTest {

  private static final LocalDate RECEIVED = LocalDate.of(2026, 3, 14);

  private final EventDates dates = new EventDates(RECEIVED);

  @ParameterizedTest
  @CsvSource({
    "2026-03-14T00:00:00Z, 2026-03-14",
    "2026-03-13T23:59:59.999999999Z, 2026-03-13",
    "2024-02-29T12:00:00Z, 2024-02-29",
    "2026-03-15T00:05:00Z, 2026-03-15",
    "2026-03-15T00:05:00.000000001Z, 2026-03-14",
    "2031-01-01T00:00:00Z, 2026-03-14"
  })
  void isOwnDayUnlessAheadOfArrival(String time, LocalDate date) {
    assertThat(dates.of(Otlp.nanos(time))).isEqualTo(date);
  }

  @Test
  void isDayOfArrivalWithoutTime() {
    assertThat(dates.of(0)).isEqualTo(RECEIVED);
    assertThat(dates.of(Optional.empty())).isEqualTo(RECEIVED);
  }

  @Test
  void readsNanosecondsAsUnsigned() {
    assertThat(dates.of(-1)).isEqualTo(RECEIVED);
    assertThat(dates.of(Long.MIN_VALUE)).isEqualTo(RECEIVED);
    assertThat(dates.of(1)).isEqualTo(LocalDate.EPOCH);
  }
}
