package dev.millrace.usage;

import static dev.millrace.tools.Measure.API_REQUESTS;
import static dev.millrace.tools.Measure.COST_NANO_USD;
import static dev.millrace.tools.Measure.EDITS;
import static dev.millrace.tools.Measure.PROMPTS;
import static dev.millrace.tools.Measure.SESSION_STARTS;
import static dev.millrace.tools.Measure.TOKENS_INPUT;
import static dev.millrace.tools.Measure.TOKENS_OUTPUT;
import static dev.millrace.usage.Facts.ALICE;
import static dev.millrace.usage.Facts.NOBODY;
import static dev.millrace.usage.UsageOf.DAY;
import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import dev.millrace.tools.Measure;
import dev.millrace.tools.Telemetered;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which records count where several tell of the same. */
class SourcesTest {

  private static final String NINE = "2026-03-04T09:00:00Z";
  private static final String TEN = "2026-03-04T10:00:00Z";

  @TempDir Path temp;
  private UsageOf usage;

  @BeforeEach
  void open() {
    usage = new UsageOf(temp);
  }

  @Test
  void takesTokensAndCostFromMetrics() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.delta(TOKENS_INPUT, NINE, 100),
            ALICE.delta(COST_NANO_USD, NINE, 7),
            ALICE.event(TOKENS_INPUT, NINE, 99),
            ALICE.event(TOKENS_OUTPUT, NINE, 50),
            ALICE.event(COST_NANO_USD, NINE, 6));
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(100);
    assertThat(sum(rows, UsageRow::tokensOutput)).isZero();
    assertThat(rows.get(1).costNanoUsd()).isEqualTo(7);
  }

  @Test
  void takesTokensAndCostFromEventsWhereMetricsAreSilent() {
    List<UsageRow> rows =
        usage.onTheDay(ALICE.event(TOKENS_INPUT, NINE, 99), ALICE.event(COST_NANO_USD, NINE, 6));
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(99);
    assertThat(rows.get(1).costNanoUsd()).isEqualTo(6);
  }

  @Test
  void takesEachSubjectFromWhereItIsToldBest() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.delta(COST_NANO_USD, NINE, 7),
            ALICE.event(TOKENS_INPUT, NINE, 99),
            ALICE.event(COST_NANO_USD, NINE, 6));
    assertThat(rows.get(1).tokensInput()).isEqualTo(99);
    assertThat(rows.get(1).costNanoUsd()).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  @Tag("S-04")
  @Tag("S-05")
  void countsWhatMetricsEventsAndSpansSayOnce(Measure measure) {
    Facts decided = ALICE.decided("accept", "config");
    Activity metric = decided.delta(measure, NINE, 4);
    Activity event = decided.event(measure, NINE, 3);
    Activity span = decided.preferred(4).event(measure, TEN, 5);
    List<UsageRow> byMetric = usage.onTheDay(metric);
    assertThat(usage.onTheDay(metric, event)).isEqualTo(byMetric).isNotEmpty();
    assertThat(usage.onTheDay(event, span)).isEqualTo(usage.onTheDay(event)).isNotEmpty();
  }

  @Test
  void takesFromEventsWhatMetricsLack() {
    Activity metric = ALICE.delta(TOKENS_INPUT, NINE, 1_000);
    Activity event = ALICE.event(TOKENS_INPUT, TEN, 30_000);
    Activity more = ALICE.event(TOKENS_OUTPUT, TEN, 1_500);
    List<UsageRow> rows = usage.onTheDay(metric, event, more);
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(30_000);
    assertThat(sum(rows, UsageRow::tokensOutput)).isEqualTo(1_500);
  }

  @Test
  void countsOnceWhatARelayPublishesUnderAnotherNameToo() {
    Map<String, Object> input = Map.of("session.id", "s1", "type", "input", "model", "m");
    List<Activity> activity = new ArrayList<>();
    for (String metric : List.of("claude_code.token.usage", "gen_ai.client.token.usage")) {
      activity.addAll(
          Telemetered.activity(
              Telemetered.CLAUDE_CODE.delta(metric, NINE, 1_000, input), DAY.toString()));
    }
    assertThat(sum(usage.on(DAY, DAY, activity), UsageRow::tokensInput)).isEqualTo(1_000);
    assertThat(sum(usage.on(DAY, DAY, activity.subList(1, 2)), UsageRow::tokensInput))
        .isEqualTo(1_000);
  }

  @Test
  void leavesToMetricsWhatMayBeInThoseOfTheNextDay() {
    Activity metric = ALICE.delta(TOKENS_INPUT, NINE, 1_000);
    Activity late = ALICE.event(TOKENS_INPUT, "2026-03-04T23:10:00Z", 30_000);
    assertThat(sum(usage.onTheDay(metric, late), UsageRow::tokensInput)).isEqualTo(1_000);
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void countsWhatCameDirectlyAndThroughACollectorOnce(Measure measure) {
    Facts decided = ALICE.decided("accept", "config");
    Activity direct = decided.preferred(0).delta(measure, NINE, 2);
    Activity relayed = decided.preferred(1).through("collector").delta(measure, TEN, 2);
    assertThat(usage.onTheDay(direct, relayed)).isEqualTo(usage.onTheDay(direct)).isNotEmpty();
  }

  @Test
  void addsWhatIsTheSamePlaceInTheOrder() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.in("").delta(TOKENS_INPUT, NINE, 100), ALICE.delta(TOKENS_INPUT, NINE, 10));
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(110);
  }

  @Test
  void leavesOutMetricsWithoutSessionOfPersonWhoseSessionsAreTold() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.in("").preferred(2).delta(TOKENS_INPUT, NINE, 100),
            ALICE.preferred(0).event(TOKENS_INPUT, NINE, 90),
            ALICE.in("s2").preferred(0).event(TOKENS_INPUT, TEN, 9));
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(99);
  }

  @Test
  void leavesOutEventsOfPersonOfWhomMetricsTellWithoutSession() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.in("").delta(TOKENS_INPUT, NINE, 100), ALICE.event(TOKENS_INPUT, NINE, 90));
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(100);
  }

  @Test
  void leavesOutHistogramsThatNameNobodyWhereTheirKeySendsLogs() {
    Facts histogram = NOBODY.of("codex").preferred(2);
    Facts log = ALICE.of("codex").preferred(0);
    List<UsageRow> rows =
        usage.onTheDay(
            histogram.delta(TOKENS_INPUT, NINE, 100),
            log.event(TOKENS_INPUT, NINE, 99),
            histogram.through("key2").delta(TOKENS_INPUT, TEN, 10));
    assertThat(rows)
        .filteredOn(row -> row.tokensInput() > 0)
        .extracting(UsageRow::person, UsageRow::tokensInput)
        .containsExactly(tuple("alice@example.com", 99L), tuple("unattributed", 10L));
  }

  @Test
  void countsHistogramsThatNameNobodyWhereNothingElseIsSent() {
    List<UsageRow> rows =
        usage.onTheDay(
            NOBODY.preferred(2).delta(TOKENS_INPUT, NINE, 100),
            NOBODY.preferred(2).delta(TOKENS_INPUT, TEN, 1),
            ALICE.event(PROMPTS, NINE, 1));
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(101);
  }

  @Test
  void takesSessionStartsFromOneKindOfRecord() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.preferred(0).event(SESSION_STARTS, NINE, 1),
            ALICE.preferred(0).event(PROMPTS, NINE, 1),
            NOBODY.preferred(2).delta(SESSION_STARTS, NINE, 1));
    assertThat(sum(rows, UsageRow::sessionStarts)).isEqualTo(1);
    assertThat(sum(rows, UsageRow::sessions)).isEqualTo(1);
  }

  @Test
  void keepsToolsApart() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.delta(TOKENS_INPUT, NINE, 100), ALICE.of("codex").event(TOKENS_INPUT, NINE, 10));
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(110);
  }

  @Test
  void takesNothingFromEventsOnADayThatMetricsCover() {
    assertThat(
            usage.onTheDay(
                ALICE.coverage(TOKENS_INPUT, "2026-03-04T23:59:30Z"),
                ALICE.event(TOKENS_INPUT, "2026-03-04T23:59:50Z", 40)))
        .isEmpty();
  }

  @Test
  void choosesForEachSession() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.delta(TOKENS_INPUT, NINE, 100),
            ALICE.event(TOKENS_INPUT, NINE, 99),
            ALICE.in("s2").event(TOKENS_INPUT, TEN, 10));
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(110);
  }

  @Test
  void choosesForEachPersonWhereNoSessionIsNamed() {
    Facts bob = ALICE.in("").by("bob@example.com", PersonSource.EMAIL);
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.in("").delta(TOKENS_INPUT, NINE, 100),
            ALICE.in("").event(TOKENS_INPUT, NINE, 99),
            bob.event(TOKENS_INPUT, NINE, 10));
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(110);
  }

  @Test
  void choosesForEachDay() {
    Activity before = ALICE.event(TOKENS_INPUT, "2026-03-03T09:00:00Z", 10);
    List<UsageRow> rows =
        usage.on(
            DAY.minusDays(1),
            DAY,
            List.of(
                before, ALICE.delta(TOKENS_INPUT, NINE, 100), ALICE.event(TOKENS_INPUT, NINE, 99)));
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(110);
  }

  @Test
  void takesEditsFromMetricsByThemselves() {
    Facts accepted = ALICE.decided("accept", "config");
    List<UsageRow> rows =
        usage.onTheDay(
            accepted.delta(EDITS, NINE, 2),
            accepted.event(EDITS, NINE, 1),
            ALICE.event(TOKENS_INPUT, NINE, 99));
    assertThat(sum(rows, UsageRow::editsAccepted)).isEqualTo(2);
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(99);
  }

  @Test
  void addsRequestsWhateverTheTokensComeFrom() {
    List<UsageRow> rows =
        usage.onTheDay(ALICE.delta(TOKENS_INPUT, NINE, 100), ALICE.event(API_REQUESTS, NINE, 1));
    assertThat(sum(rows, UsageRow::apiRequests)).isEqualTo(1);
  }

  @Test
  void takesNoUsageFromADayThatMetricsMerelyCover() {
    assertThat(usage.onTheDay(ALICE.coverage(TOKENS_INPUT, "2026-03-04T23:59:30Z"))).isEmpty();
  }

  @Test
  void countsAnEventOnceWhoeverSentIt() {
    Activity direct = ALICE.event(API_REQUESTS, NINE, 1);
    Activity other = ALICE.by("i-17", PersonSource.INSTALLATION).event(API_REQUESTS, NINE, 1);
    Activity sameRow = Again.with(other, Map.of("rowId", direct.rowId()));
    assertThat(usage.onTheDay(sameRow, direct))
        .extracting(UsageRow::person, UsageRow::personSource)
        .containsOnly(tuple("alice@example.com", "email"));
    assertThat(sum(usage.onTheDay(sameRow, direct), UsageRow::apiRequests)).isEqualTo(1);
  }

  @Test
  void countsAnEventWithoutTimeOnceThoughItComesAgainAfterMidnight() {
    Activity first = ALICE.untimed(API_REQUESTS, DAY.minusDays(1), 1);
    Activity again = ALICE.untimed(API_REQUESTS, DAY, 1);
    List<Activity> both = List.of(again, first);
    assertThat(usage.on(DAY.minusDays(1), DAY, both))
        .isEqualTo(usage.on(DAY.minusDays(1), DAY.minusDays(1), both))
        .extracting(UsageRow::apiRequests)
        .containsExactly(0L, 1L);
    assertThat(usage.on(DAY, DAY, both)).isEmpty();
  }
}
