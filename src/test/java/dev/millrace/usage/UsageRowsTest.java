package dev.millrace.usage;

import static dev.millrace.tools.Measure.API_ERRORS;
import static dev.millrace.tools.Measure.API_REQUESTS;
import static dev.millrace.tools.Measure.COMMITS;
import static dev.millrace.tools.Measure.COST_NANO_USD;
import static dev.millrace.tools.Measure.EDITS;
import static dev.millrace.tools.Measure.LINES_ADDED;
import static dev.millrace.tools.Measure.PROMPTS;
import static dev.millrace.tools.Measure.SESSION_STARTS;
import static dev.millrace.tools.Measure.TOKENS_INPUT;
import static dev.millrace.tools.Measure.TOOL_CALLS;
import static dev.millrace.usage.Facts.ALICE;
import static dev.millrace.usage.UsageOf.DAY;
import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.OrgId;
import dev.millrace.tools.Activity.PersonSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows there are, and what stands on which. */
class UsageRowsTest {

  private static final String NINE = "2026-03-04T09:00:00Z";
  private static final String TEN = "2026-03-04T10:00:00Z";

  @TempDir Path temp;
  private UsageOf usage;

  @BeforeEach
  void open() {
    usage = new UsageOf(temp);
  }

  @Test
  @Tag("S-10")
  void putsWhatIsThePersonsOnTheRowWithoutModel() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.with("opus").delta(LINES_ADDED, NINE, 5),
            ALICE.with("").delta(COMMITS, NINE, 1),
            ALICE.with("opus").delta(TOKENS_INPUT, NINE, 100),
            ALICE.with("haiku").delta(TOKENS_INPUT, NINE, 10));
    assertThat(rows).extracting(UsageRow::model).containsExactly("", "haiku", "opus");
    assertThat(rows).extracting(UsageRow::linesAdded).containsExactly(5L, 0L, 0L);
    assertThat(rows).extracting(UsageRow::commits).containsExactly(1L, 0L, 0L);
    assertThat(rows).extracting(UsageRow::sessions).containsExactly(1L, 0L, 0L);
    assertThat(rows).extracting(UsageRow::tokensInput).containsExactly(0L, 10L, 100L);
  }

  @Test
  void hasARowWithoutModelForEveryTerminal() {
    assertThat(
            usage.onTheDay(
                ALICE.on("tmux").event(API_ERRORS, NINE, 1), ALICE.event(API_REQUESTS, NINE, 1)))
        .extracting(row -> row.terminal() + "/" + row.model())
        .containsExactly("tmux/", "tmux/sonnet", "vscode/", "vscode/sonnet");
  }

  @Test
  @Tag("S-10")
  void countsASessionOnOneTerminalOnly() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.event(PROMPTS, NINE, 1),
            ALICE.on("tmux").event(PROMPTS, TEN, 1),
            ALICE.in("s2").event(PROMPTS, TEN, 1));
    assertThat(rows).extracting(UsageRow::terminal).containsExactly("tmux", "vscode");
    assertThat(rows).extracting(UsageRow::sessions).containsExactly(1L, 1L);
    assertThat(rows).extracting(UsageRow::sessionIds).containsExactly(List.of("s1"), List.of("s2"));
  }

  @Test
  @Tag("S-08")
  void countsAResumedSessionOnceAndItsStartsTwice() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.delta(SESSION_STARTS, NINE, 1),
            ALICE.delta(SESSION_STARTS, TEN, 1),
            ALICE.event(PROMPTS, NINE, 1));
    assertThat(sum(rows, UsageRow::sessions)).isEqualTo(1);
    assertThat(sum(rows, UsageRow::sessionStarts)).isEqualTo(2);
  }

  @Test
  void doesNotTakeAMereStartForASession() {
    UsageRow row = usage.onTheDay(ALICE.delta(SESSION_STARTS, NINE, 1)).get(0);
    assertThat(row.sessions()).isZero();
    assertThat(row.sessionIds()).isEmpty();
    assertThat(row.sessionStarts()).isEqualTo(1);
  }

  @Test
  void takesStartsForSessionsWhereNoneIsNamed() {
    UsageRow row = usage.onTheDay(ALICE.in("").delta(SESSION_STARTS, NINE, 2)).get(0);
    assertThat(row.sessions()).isEqualTo(2);
    assertThat(row.sessionIds()).isEmpty();
  }

  @Test
  void takesNoStartsForSessionsOfPersonWhoseSessionsAreNamed() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.in("").on("tmux").delta(SESSION_STARTS, NINE, 2), ALICE.event(PROMPTS, NINE, 1));
    assertThat(sum(rows, UsageRow::sessions)).isEqualTo(1);
    assertThat(sum(rows, UsageRow::sessionStarts)).isEqualTo(2);
  }

  @Test
  @Tag("S-09")
  void countsASessionOnEveryDayOnWhichSomethingWasDone() {
    List<UsageRow> rows =
        usage.on(
            DAY.minusDays(1),
            DAY,
            List.of(
                ALICE.event(PROMPTS, "2026-03-03T23:00:00Z", 1), ALICE.event(PROMPTS, NINE, 1)));
    assertThat(rows).extracting(UsageRow::sessions).containsExactly(1L, 1L);
    assertThat(rows).flatExtracting(UsageRow::sessionIds).containsExactly("s1", "s1");
  }

  @Test
  void tellsWhatHumansDecided() {
    UsageRow row =
        usage
            .onTheDay(
                ALICE.decided("accept", "config").delta(EDITS, NINE, 5),
                ALICE.decided("accept", "user_temporary").delta(EDITS, NINE, 3),
                ALICE.decided("accept", "user_permanent").delta(EDITS, NINE, 1),
                ALICE.decided("reject", "user_reject").delta(EDITS, NINE, 2),
                ALICE.decided("reject", "hook").delta(EDITS, NINE, 1))
            .get(0);
    assertThat(row.editsAccepted()).isEqualTo(9);
    assertThat(row.editsAcceptedHuman()).isEqualTo(4);
    assertThat(row.editsRejected()).isEqualTo(3);
    assertThat(row.editsRejectedHuman()).isEqualTo(2);
  }

  @Test
  void knowsNoCostWhereNobodySaid() {
    UsageRow row = usage.onTheDay(ALICE.delta(TOKENS_INPUT, NINE, 1)).get(1);
    assertThat(row.costNanoUsd()).isNull();
    assertThat(row.costSource()).isEqualTo("none");
  }

  @Test
  void knowsACostOfNothing() {
    UsageRow row =
        usage
            .onTheDay(ALICE.delta(TOKENS_INPUT, NINE, 1), ALICE.delta(COST_NANO_USD, NINE, 0))
            .get(1);
    assertThat(row.costNanoUsd()).isZero();
    assertThat(row.costSource()).isEqualTo("reported");
  }

  @Test
  void countsFailedToolCalls() {
    UsageRow row =
        usage
            .onTheDay(
                ALICE.ended("ok", 10L).event(TOOL_CALLS, NINE, 1),
                ALICE.ended("error", 20L).event(TOOL_CALLS, NINE, 1))
            .get(0);
    assertThat(row.toolCalls()).isEqualTo(2);
    assertThat(row.toolCallsFailed()).isEqualTo(1);
    assertThat(row.latency().count()).isZero();
  }

  @Test
  void saysHowLongRequestsTook() {
    UsageRow row =
        usage
            .onTheDay(
                ALICE.ended("", 250L).event(API_REQUESTS, NINE, 1),
                ALICE.ended("", 251L).event(API_REQUESTS, NINE, 1),
                ALICE.ended("", 60_001L).event(API_REQUESTS, NINE, 1),
                ALICE.ended("", null).event(API_REQUESTS, TEN, 1))
            .get(1);
    assertThat(row.apiRequests()).isEqualTo(4);
    assertThat(row.latency())
        .isEqualTo(new Latency(3, 60_502, 60_001, List.of(1L, 2L, 2L, 2L, 2L, 2L, 2L, 2L)));
  }

  @Test
  void namesTheBestWayInWhichAPersonIsKnown() {
    assertThat(
            usage.onTheDay(
                ALICE.event(PROMPTS, NINE, 1),
                ALICE.by("alice@example.com", PersonSource.KEY).event(PROMPTS, TEN, 1)))
        .extracting(UsageRow::personSource)
        .containsExactly("key");
  }

  @Test
  void keepsWhatIsNobodys() {
    UsageRow row =
        usage.onTheDay(ALICE.by("unattributed", PersonSource.NONE).event(PROMPTS, NINE, 1)).get(0);
    assertThat(row.person()).isEqualTo("unattributed");
    assertThat(row.personSource()).isEqualTo("none");
  }

  @Test
  void takesOnlyTheOrganisationsFiles() {
    usage.files().write(new OrgId("other"), List.of(ALICE.event(PROMPTS, TEN, 1)));
    assertThat(sum(usage.onTheDay(ALICE.event(PROMPTS, NINE, 1)), UsageRow::prompts)).isEqualTo(1);
  }

  @Test
  void hasNoRowsWithoutActivity() {
    assertThat(usage.inFiles(Days.utc(DAY, DAY))).isEmpty();
  }
}
