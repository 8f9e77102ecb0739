package dev.millrace.usage;

import static dev.millrace.tools.Measure.PROMPTS;
import static dev.millrace.tools.Measure.TOKENS_INPUT;
import static dev.millrace.tools.Telemetered.CLAUDE_CODE;
import static dev.millrace.usage.Facts.ALICE;
import static dev.millrace.usage.UsageOf.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.otlp.Export;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Telemetered;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the days of an organisation begin and end. */
class TimeZonesTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @TempDir Path temp;
  private UsageOf usage;

  @BeforeEach
  void open() {
    usage = new UsageOf(temp);
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-03-04T00:00:00Z, 2026-03-04T23:59:59.999999999Z",
    "America/New_York, 2026-03-04T05:00:00Z, 2026-03-05T04:59:59.999999999Z",
    "Asia/Kolkata, 2026-03-03T18:30:00Z, 2026-03-04T18:29:59.999999999Z",
    "Pacific/Kiritimati, 2026-03-03T10:00:00Z, 2026-03-04T09:59:59.999999999Z",
  })
  void countsFromMidnightToMidnight(String zone, String firstInstant, String lastInstant) {
    Days day = new Days(DAY, DAY, ZoneId.of(zone));
    assertThat(prompts(day, firstInstant)).isEqualTo(1);
    assertThat(prompts(day, lastInstant)).isEqualTo(1);
    Days before = new Days(DAY.minusDays(1), DAY.minusDays(1), ZoneId.of(zone));
    Days after = new Days(DAY.plusDays(1), DAY.plusDays(1), ZoneId.of(zone));
    assertThat(prompts(before, firstInstant) + prompts(after, lastInstant)).isZero();
  }

  @Test
  void splitsACounterAtMidnight() {
    String start = "2026-03-04T01:00:00Z";
    List<Activity> points =
        List.of(
            ALICE.cumulative(TOKENS_INPUT, start, "2026-03-04T04:59:59Z", 130),
            ALICE.cumulative(TOKENS_INPUT, start, "2026-03-04T05:00:01Z", 131),
            ALICE.cumulative(TOKENS_INPUT, start, "2026-03-05T01:00:00Z", 200));
    assertThat(usage.on(new Days(DAY.minusDays(1), DAY, NEW_YORK), points))
        .filteredOn(row -> row.tokensInput() > 0)
        .extracting(UsageRow::eventDate, UsageRow::tokensInput)
        .containsExactly(tuple(DAY.minusDays(1), 130L), tuple(DAY, 70L));
    assertThat(usage.on(new Days(DAY, DAY, NEW_YORK), points))
        .filteredOn(row -> row.tokensInput() > 0)
        .extracting(UsageRow::tokensInput)
        .containsExactly(70L);
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-03-03T23:59:50Z, 2026-03-04T00:00:30Z, 2026-03-04",
    "Asia/Kolkata, 2026-03-03T18:29:50Z, 2026-03-03T18:30:30Z, 2026-03-04",
    "Asia/Kathmandu, 2026-03-03T18:14:50Z, 2026-03-03T18:15:30Z, 2026-03-04",
    "America/New_York, 2026-03-08T04:59:50Z, 2026-03-08T05:00:30Z, 2026-03-08",
    "America/New_York, 2026-03-09T03:59:50Z, 2026-03-09T04:00:30Z, 2026-03-09",
  })
  @Tag("S-04")
  void countsTheLastMinuteBeforeMidnightOnce(
      ZoneId zone, String request, String point, LocalDate day) {
    Map<String, Object> session = Map.of("session.id", "s1", "user.id", "i1", "model", "m");
    Map<String, Object> input = new HashMap<>(session);
    input.put("type", "input");
    Map<String, Object> tokens = new HashMap<>(session);
    tokens.put("input_tokens", 40);
    List<Activity> activity = new ArrayList<>();
    for (Export export :
        List.of(
            CLAUDE_CODE.event("api_request", request, tokens),
            CLAUDE_CODE.delta("claude_code.token.usage", point, 40, input))) {
      activity.addAll(Telemetered.activity(export, point.substring(0, 10)));
    }
    List<UsageRow> rows = usage.on(new Days(day.minusDays(1), day, zone), activity);
    assertThat(rows)
        .filteredOn(row -> row.tokensInput() > 0)
        .extracting(UsageRow::eventDate, UsageRow::tokensInput)
        .containsExactly(tuple(day, 40L));
    assertThat(UsageOf.sum(rows, UsageRow::apiRequests)).isEqualTo(1);
  }

  @Test
  void hasDaysOfTwentyThreeAndTwentyFiveHours() {
    LocalDate spring = LocalDate.parse("2026-03-08");
    Days day = new Days(spring, spring, NEW_YORK);
    assertThat(prompts(day, "2026-03-08T05:00:00Z")).isEqualTo(1);
    assertThat(prompts(day, "2026-03-09T03:59:59Z")).isEqualTo(1);
    assertThat(prompts(day, "2026-03-09T04:00:00Z")).isZero();
  }

  @Test
  void countsOnTheLastDayOfTheDateWhatAWrongClockPutsAhead() {
    Activity ahead = ALICE.event(PROMPTS, DAY, "2026-03-09T12:00:00Z", 1);
    Days day = new Days(DAY, DAY, NEW_YORK);
    assertThat(usage.on(day, List.of(ahead))).extracting(UsageRow::prompts).containsExactly(1L);
  }

  @Test
  void needsTheUtcDaysThatItsDaysReachInto() {
    Days day = new Days(DAY, DAY, NEW_YORK);
    assertThat(day.activityFrom()).isEqualTo(DAY.minusDays(Days.LOOK_BACK));
    assertThat(day.activityOfDaysFrom()).isEqualTo(DAY);
    assertThat(day.activityTo()).isEqualTo(DAY.plusDays(1));
    assertThat(Days.utc(DAY, DAY).activityTo()).isEqualTo(DAY);
    assertThat(Days.of(DAY, NEW_YORK)).isEqualTo(new Days(DAY.minusDays(1), DAY, NEW_YORK));
  }

  private long prompts(Days days, String time) {
    return UsageOf.sum(usage.on(days, List.of(ALICE.event(PROMPTS, time, 1))), UsageRow::prompts);
  }
}
