package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.CLAUDE_CODE;
import static dev.millrace.tools.Telemetered.ns;
import static dev.millrace.tools.Telemetered.pair;
import static dev.millrace.tools.Telemetered.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The day a record counts for, and the row that says that metrics cover the day before. */
class EventTimeTest {

  private static final String RECEIVED = "2026-03-04";

  @Test
  void prefersTheTimeOfTheRecord() {
    LogRecord.Builder log = prompt().setTimeUnixNano(ns("2026-03-01T08:00:00Z"));
    assertThat(date(stamped(log))).hasToString("2026-03-01");
  }

  @Test
  void takesTheStatedTimeWhereTheRecordHasNone() {
    assertThat(date(stamped(prompt()))).hasToString("2026-03-02");
  }

  @Test
  @Tag("S-13")
  void takesTheObservedTimeWhereNoneIsStated() {
    assertThat(date(prompt().setObservedTimeUnixNano(ns("2026-03-03T08:00:00Z"))))
        .hasToString("2026-03-03");
  }

  @Test
  @Tag("S-13")
  void takesTheDayOfArrivalWhereThereIsNoTime() {
    Activity row = row(prompt());
    assertThat(row.eventDate()).hasToString(RECEIVED);
    assertThat(row.timeNs()).isEqualTo(ns("2026-03-04T00:00:00Z"));
  }

  @Test
  void passesOverAStatedTimeThatIsNone() {
    assertThat(date(prompt().addAttributes(pair("event.timestamp", "yesterday"))))
        .hasToString(RECEIVED);
  }

  @ParameterizedTest
  @CsvSource({"2025-01-28T00:00:00Z, 1", "2025-01-27T23:59:59Z, 0", "1970-01-02T00:00:00Z, 0"})
  @Tag("S-22")
  void countsNothingOfMoreThan400DaysBeforeArrival(String time, int rows) {
    LogRecord late = prompt().setTimeUnixNano(ns(time)).build();
    assertThat(Telemetered.activity(CLAUDE_CODE.logs(late), RECEIVED)).hasSize(rows);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-04T23:59:59Z, 2026-03-04",
    "2026-03-05T00:05:00Z, 2026-03-05",
    "2026-03-05T00:05:01Z, 2026-03-04",
    "2027-01-01T00:00:00Z, 2026-03-04",
  })
  @Tag("S-22")
  void movesWhatIsAheadOfArrivalToItsDay(String time, String expected) {
    Activity row = row(prompt().setTimeUnixNano(ns(time)));
    assertThat(row.eventDate()).hasToString(expected);
    assertThat(row.timeNs()).isEqualTo(ns(time));
  }

  @ParameterizedTest
  @CsvSource({
    "false, 2026-03-03T23:59:30Z, 2026-03-04T00:00:30Z",
    "true, 2026-03-03T23:59:30Z, 2026-03-04T00:00:30Z",
    "true, 2026-03-03T20:00:00Z, 2026-03-04T00:00:30Z",
    "false, 2026-03-03T18:29:30Z, 2026-03-03T18:30:30Z",
  })
  void coversTheDayOnWhichAPointBegan(boolean cumulative, String start, String end) {
    List<Activity> rows = points(cumulative, start, end);
    assertThat(rows).extracting(Activity::qty).containsExactly(0L, 7L);
    Activity cover = rows.get(0);
    Activity point = rows.get(1);
    assertThat(cover.eventDate()).hasToString("2026-03-03");
    assertThat(cover.timeNs()).isEqualTo(cover.startNs()).isEqualTo(point.startNs());
    assertThat(cover.seriesId()).isEqualTo(point.seriesId());
  }

  @Test
  void coversNoDayThatIsYetToCome() {
    assertThat(points(false, "2026-03-05T09:14:00Z", "2026-03-05T09:15:00Z"))
        .extracting(Activity::eventDate)
        .containsExactly(LocalDate.parse(RECEIVED));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-04T00:00:00Z, 2026-03-04T00:00:30Z",
    "2026-03-04T09:31:00Z, 2026-03-04T09:32:00Z",
    "2026-03-02T23:59:30Z, 2026-03-04T00:00:30Z",
    "1970-01-01T00:00:00Z, 2026-03-04T00:00:30Z",
  })
  void coversNoOtherDay(String start, String end) {
    assertThat(points(false, start, end)).hasSize(1);
  }

  private static List<Activity> points(boolean cumulative, String start, String end) {
    return Telemetered.activity(
        CLAUDE_CODE.point("claude_code.commit.count", cumulative, start, end, 7, Map.of()),
        RECEIVED);
  }

  private static LogRecord.Builder prompt() {
    return LogRecord.newBuilder().setBody(value("claude_code.user_prompt"));
  }

  private static LogRecord.Builder stamped(LogRecord.Builder log) {
    return log.addAttributes(pair("event.timestamp", "2026-03-02T08:00:00.123Z"))
        .setObservedTimeUnixNano(ns("2026-03-03T08:00:00Z"));
  }

  private static LocalDate date(LogRecord.Builder log) {
    return row(log).eventDate();
  }

  private static Activity row(LogRecord.Builder log) {
    return Telemetered.activity(CLAUDE_CODE.logs(log.build()), RECEIVED).get(0);
  }
}
