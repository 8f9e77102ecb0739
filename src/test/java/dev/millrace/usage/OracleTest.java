package dev.millrace.usage;

import static dev.millrace.usage.UsageOf.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tools.Activity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL against the same rules written in Java, over activity of every kind. */
class OracleTest {

  private static final LocalDate FIRST = DAY.minusDays(3);

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithTheOracle(long seed) {
    List<Activity> activity = new RandomActivity(seed).rows();
    assertThat(new UsageOf(temp).on(FIRST, DAY, activity))
        .containsExactlyElementsOf(
            new UsageOracle(Days.utc(FIRST, DAY), UsageOf.PRICES).usage(activity))
        .hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"America/New_York", "Asia/Kolkata", "Pacific/Kiritimati"})
  void agreesWithTheOracleInOtherTimeZones(String zone) {
    Days days = new Days(FIRST, DAY, ZoneId.of(zone));
    List<Activity> activity = new RandomActivity(zone.hashCode()).rows();
    assertThat(new UsageOf(temp).on(days, activity))
        .containsExactlyElementsOf(new UsageOracle(days, UsageOf.PRICES).usage(activity))
        .hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void givesTheSameForADayAloneAsWithin(long seed) {
    List<Activity> events =
        new RandomActivity(seed)
            .rows().stream()
                .filter(row -> row.temporality() != Activity.Temporality.CUMULATIVE)
                .toList();
    UsageOf usage = new UsageOf(temp);
    List<UsageRow> dayByDay = new ArrayList<>();
    FIRST.datesUntil(DAY.plusDays(1)).forEach(day -> dayByDay.addAll(usage.on(day, day, events)));
    assertThat(usage.on(FIRST, DAY, events)).isEqualTo(dayByDay);
  }
}
