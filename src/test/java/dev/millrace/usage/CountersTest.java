package dev.millrace.usage;

import static dev.millrace.tools.Measure.COMMITS;
import static dev.millrace.tools.Measure.TOKENS_INPUT;
import static dev.millrace.usage.Facts.ALICE;
import static dev.millrace.usage.UsageOf.DAY;
import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tools.Activity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the points of delta and cumulative counters add up. */
class CountersTest {

  private static final String NINE = "2026-03-04T09:00:00Z";
  private static final String TEN = "2026-03-04T10:00:00Z";

  @TempDir Path temp;
  private UsageOf usage;

  @BeforeEach
  void open() {
    usage = new UsageOf(temp);
  }

  @Test
  void addsDeltasUp() {
    assertThat(tokens(delta("09:00", 10), delta("09:01", 15))).isEqualTo(25);
  }

  @Test
  void countsARepeatedDeltaOnce() {
    assertThat(tokens(delta("09:00", 10), delta("09:00", 10), delta("09:01", 10))).isEqualTo(20);
  }

  @Test
  @Tag("S-01")
  void countsADeltaWithoutTimeOnceThoughItComesAgainAfterMidnight() {
    Activity first = ALICE.untimedDelta(TOKENS_INPUT, DAY.minusDays(1), 7);
    Activity again = ALICE.untimedDelta(TOKENS_INPUT, DAY, 7);
    Activity other = ALICE.untimedDelta(TOKENS_INPUT, DAY, 8);
    assertThat(tokens(first, again)).isZero();
    assertThat(tokens(first, other)).isEqualTo(8);
    assertThat(sum(usage.on(DAY.minusDays(1), DAY, List.of(again, first)), UsageRow::tokensInput))
        .isEqualTo(7);
  }

  @Test
  @Tag("S-06")
  void countsACumulativeCounterByItsSteps() {
    assertThat(
            tokens(
                counter(NINE, "09:01", 10),
                counter(NINE, "09:02", 25),
                counter(NINE, "09:03", 25),
                counter(NINE, "09:04", 40),
                counter(TEN, "10:01", 5),
                counter(TEN, "10:02", 9)))
        .isEqualTo(49);
  }

  @Test
  @Tag("S-06")
  void countsARepeatedCumulativePointOnce() {
    assertThat(
            tokens(
                counter(NINE, "09:01", 10),
                counter(NINE, "09:01", 10),
                counter(NINE, "09:02", 25),
                counter(NINE, "09:02", 25)))
        .isEqualTo(25);
  }

  @Test
  @Tag("S-06")
  void countsTwoProcessesOfOneSeriesApart() {
    assertThat(
            tokens(
                counter(NINE, "10:01", 100),
                counter(TEN, "10:02", 5),
                counter(NINE, "10:03", 110),
                counter(TEN, "10:04", 9)))
        .isEqualTo(119);
  }

  @Test
  void takesADropForARestartWhereTheStartIsUnknown() {
    String unknown = "1970-01-01T00:00:00Z";
    assertThat(tokens(counter(unknown, "09:01", 40), counter(unknown, "09:02", 9))).isEqualTo(49);
  }

  @Test
  void countsTwoProcessesOfUnknownStartByWhatTheyHeld() {
    List<Activity> points = new ArrayList<>();
    long[] values = {100, 7, 150, 9, 180, 20};
    for (int i = 0; i < values.length; i++) {
      String time = "2026-03-04T09:0" + i + ":00Z";
      points.add(cumulative("1970-01-01T00:00:00Z", time, values[i]));
    }
    assertThat(sum(usage.on(DAY, DAY, points), UsageRow::tokensInput)).isEqualTo(200);
  }

  @Test
  void countsNothingTwiceOfACounterThatDropsAndComesBack() {
    assertThat(
            tokens(
                counter(NINE, "09:01", 20),
                counter(NINE, "09:02", 3),
                counter(NINE, "09:03", 20),
                counter(NINE, "09:04", 22)))
        .isEqualTo(22);
  }

  @Test
  void countsACounterOfUnknownStartWhole() {
    String unknown = "1970-01-01T00:00:00Z";
    assertThat(tokens(counter(unknown, "09:01", 40), counter(unknown, "09:02", 42))).isEqualTo(42);
  }

  @Test
  @Tag("S-07")
  void splitsACounterAtMidnight() {
    String start = "2026-03-03T22:00:00Z";
    List<Activity> points =
        List.of(
            cumulative(start, "2026-03-03T23:00:00Z", 100),
            cumulative(start, "2026-03-03T23:59:59Z", 130),
            cumulative(start, "2026-03-04T00:00:01Z", 131),
            cumulative(start, "2026-03-04T01:00:00Z", 200));
    LocalDate dayBefore = DAY.minusDays(1);
    assertThat(sum(usage.on(dayBefore, dayBefore, points), UsageRow::tokensInput)).isEqualTo(130);
    assertThat(sum(usage.on(DAY, DAY, points), UsageRow::tokensInput)).isEqualTo(70);
    assertThat(usage.on(dayBefore, DAY, points))
        .filteredOn(row -> !row.model().isEmpty())
        .extracting(UsageRow::tokensInput)
        .containsExactly(130L, 70L);
  }

  @Test
  void looksBackAWeek() {
    String start = "2026-02-20T00:00:00Z";
    assertThat(
            tokens(
                cumulative(start, "2026-02-25T12:00:00Z", 100),
                cumulative(start, "2026-03-04T09:00:00Z", 130)))
        .isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-20T00:00:00Z", "2026-01-01T00:00:00Z", "1970-01-01T00:00:00Z"})
  void goesOnWhereACounterWasThatStoodStillForLongerThanTheLookBack(String start) {
    assertThat(
            tokens(
                cumulative(start, "2026-02-20T12:00:00Z", 70),
                cumulative(start, "2026-02-24T12:00:00Z", 100),
                cumulative(start, "2026-03-04T09:00:00Z", 130),
                cumulative(start, "2026-03-04T09:01:00Z", 150)))
        .isEqualTo(50);
    assertThat(
            tokens(
                cumulative(start, "2026-02-24T12:00:00Z", 100),
                cumulative(start, "2026-03-04T09:00:00Z", 100)))
        .isZero();
  }

  @Test
  void countsACounterWholeOfWhichNothingIsKnownSinceItsStart() {
    assertThat(tokens(cumulative("2026-02-20T00:00:00Z", "2026-03-04T09:00:00Z", 130)))
        .isEqualTo(130);
  }

  @Test
  void countsNothingThatACounterMayHaveHeldBeforeAllThatIsKnown() {
    assertThat(
            tokens(
                cumulative("2026-01-01T00:00:00Z", "2026-03-04T09:00:00Z", 130),
                cumulative("2026-01-01T00:00:00Z", "2026-03-04T09:01:00Z", 150)))
        .isEqualTo(20);
  }

  @Test
  void takesNoUsageFromACounterThatStandsStill() {
    String start = "2026-03-03T22:00:00Z";
    assertThat(
            usage.onTheDay(
                cumulative(start, "2026-03-03T23:00:00Z", 100),
                cumulative(start, "2026-03-04T09:00:00Z", 100),
                cumulative(start, "2026-03-04T09:01:00Z", 100)))
        .isEmpty();
  }

  @Test
  @Tag("S-02")
  void countsTheSameHoweverItArrived() {
    List<Activity> activity =
        List.of(delta("09:00", 10), counter(NINE, "09:01", 5), counter(NINE, "09:02", 25));
    UsageOf several = new UsageOf(temp.resolve("several"));
    several.files().write(UsageOf.ORG, DAY, activity.subList(1, 3));
    several.files().write(UsageOf.ORG, DAY.plusDays(1), activity.subList(0, 2));
    assertThat(several.inFiles(Days.utc(DAY, DAY)))
        .isEqualTo(usage.on(DAY, DAY, activity))
        .isNotEmpty();
  }

  @Test
  void cutsOffWhatNoNumberHolds() {
    List<Activity> points = new ArrayList<>();
    for (int i = 0; i < 9_300; i++) {
      Facts session = ALICE.in("s" + i % 5);
      String time = DAY.atStartOfDay(ZoneOffset.UTC).plusSeconds(i).toInstant().toString();
      points.add(session.delta(TOKENS_INPUT, time, 1_000_000_000_000_000L));
      points.add(session.delta(COMMITS, time, 1_000_000_000_000_000L));
    }
    List<UsageRow> rows = usage.on(DAY, DAY, points);
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(1_000_000_000_000_000_000L);
    assertThat(sum(rows, UsageRow::commits)).isEqualTo(1_000_000_000_000_000_000L);
  }

  private long tokens(Activity... activity) {
    return sum(usage.onTheDay(activity), UsageRow::tokensInput);
  }

  private static Activity delta(String time, long qty) {
    return ALICE.delta(TOKENS_INPUT, "2026-03-04T" + time + ":00Z", qty);
  }

  private static Activity counter(String start, String time, long qty) {
    return cumulative(start, "2026-03-04T" + time + ":00Z", qty);
  }

  private static Activity cumulative(String start, String end, long qty) {
    return ALICE.cumulative(TOKENS_INPUT, start, end, qty);
  }
}
