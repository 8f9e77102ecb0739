package dev.millrace.usage;

import static dev.millrace.tools.Telemetered.CLAUDE_CODE;
import static dev.millrace.usage.UsageOf.DAY;
import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.otlp.Export;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Telemetered;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent around midnight by somebody whose clock is ahead. */
class WrongClockTest {

  private static final LocalDate BEFORE = DAY.minusDays(1);
  private static final Duration AHEAD = Duration.ofMinutes(20);
  private static final String METRIC = "claude_code.token.usage";
  private static final Map<String, Object> INPUT =
      Map.of("session.id", "s1", "user.id", "i1", "type", "input", "model", "m");

  @TempDir Path temp;
  private UsageOf usage;

  @BeforeEach
  void open() {
    usage = new UsageOf(temp);
  }

  /** From 00:00 to 00:05 by its clock it is believed, and from then to midnight it is not. */
  @Test
  void countsEveryStepOfACounterOnOneDay() {
    Instant start = Instant.parse("2026-03-03T23:00:00Z");
    List<Activity> points = new ArrayList<>();
    for (int minute = 1; minute <= 120; minute++) {
      Instant now = start.plus(Duration.ofMinutes(minute));
      Export point = CLAUDE_CODE.point(METRIC, true, said(start), said(now), minute * 10, INPUT);
      points.addAll(Telemetered.activity(point, now.toString().substring(0, 10)));
    }
    assertThat(onEach(points, UsageRow::tokensInput)).isEqualTo(1_200);
  }

  @ParameterizedTest
  @ValueSource(longs = {20, 2 * 24 * 60})
  @Tag("S-01")
  void countsOnceWhatIsSentAgainAfterMidnight(long minutesAhead) {
    Instant now = Instant.parse("2026-03-03T23:55:00Z");
    String said = now.plus(Duration.ofMinutes(minutesAhead)).toString();
    List<Activity> activity = new ArrayList<>();
    for (LocalDate received : List.of(DAY, BEFORE)) {
      for (Export export :
          List.of(
              CLAUDE_CODE.delta(METRIC, said, 7, INPUT),
              CLAUDE_CODE.event("user_prompt", said, INPUT))) {
        activity.addAll(Telemetered.activity(export, received.toString()));
      }
    }
    assertThat(sum(usage.on(BEFORE, BEFORE, activity), UsageRow::tokensInput)).isEqualTo(7);
    assertThat(onEach(activity, UsageRow::tokensInput)).isEqualTo(7);
    assertThat(onEach(activity, UsageRow::prompts)).isEqualTo(1);
  }

  private static String said(Instant time) {
    return time.plus(AHEAD).toString();
  }

  /** Of both days, each of which is computed alone. */
  private long onEach(List<Activity> activity, ToLongFunction<UsageRow> figure) {
    return sum(usage.on(BEFORE, BEFORE, activity), figure)
        + sum(usage.on(DAY, DAY, activity), figure);
  }
}
