package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Member;
import dev.millrace.people.Role;
import dev.millrace.usage.Computed;
import dev.millrace.usage.FirstToken;
import dev.millrace.usage.Latency;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageRow;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Figures of an organisation so small that they were worked out by hand.
 *
 * <p>Of four members Ada was active on the 30 days up to Sunday, 22 November, which just makes her
 * a high user; Bob on the 29 days up to Saturday, which just does not; Cyd on Friday only; Dan
 * never. All that was counted was on Friday: Cyd's, and a little that names nobody.
 */
@QuarkusTest
class HandComputedTest extends ConsoleTest {

  private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");
  private static final LocalDate SUNDAY = FRIDAY.plusDays(2);
  private static final String WEEK = "days=custom&from=2026-11-16&to=2026-11-22";

  @Inject UsageLedger ledger;
  @Inject Clock clock;

  @BeforeEach
  void fill() {
    people.put(
        organisation.id(),
        Stream.of("ada", "bob", "cyd", "dan")
            .map(name -> new Member(name + "@example.com", "", "engines", Role.MEMBER))
            .toList());
    SUNDAY
        .minusDays(29)
        .datesUntil(SUNDAY.plusDays(1))
        .forEach(
            day ->
                ledger.replace(
                    organisation.id(), day, rows(day), new Computed(clock.instant(), day)));
  }

  @Test
  void adoptionCountsDaysOfTwelveWeeks() {
    Page page = owner.get("/?" + WEEK);

    assertThat(page.texts("#adoption tbody tr"))
        .containsExactly("Regular users 25.0% 1", "Occasional users 50.0% 2", "Not at all 25.0% 1");
    assertThat(page.text("#adoption"))
        .contains(
            "1 of 4 are regular users (active on 30 or more of the last 84 days). On an average day"
                + " 100% of them are active");
  }

  /**
   * Up to Thursday both there were, on Friday all three, then two and one of three: 600 % of seven
   * days. Dan was put on the roster on Monday.
   */
  @Test
  void activeShareIsTheMeanOfDays() {
    Page page = owner.get("/?" + WEEK);

    assertThat(page.texts("#active tbody tr").subList(3, 7))
        .containsExactly(
            "2026-11-19 2 2 2 100% 86% 0",
            "2026-11-20 3 3 3 100% 86% 0",
            "2026-11-21 3 3 2 67% 86% 0",
            "2026-11-22 3 3 1 33% 86% 0");
    assertThat(page.tile("Active people"))
        .isEqualTo("3 of 4 86% of members on an average day 50% more");
  }

  @Test
  void figuresAreThoseOfFriday() {
    Page page = owner.get("/?" + WEEK);

    assertThat(page.tile("Sessions")).isEqualTo("4 1.5 h active, 7 prompts none before");
    assertThat(page.tile("Tokens")).isEqualTo("600 60% of the input came from a cache none before");
    assertThat(page.tile("Edits accepted")).isEqualTo("80% 50% of those a person decided");
    assertThat(page.tile("Tool calls failed"))
        .isEqualTo("10% 25% of API requests failed; 2.0 s on average");
    assertThat(page.tile("Unattributed"))
        .isEqualTo("17% of tokens and 25% of sessions name nobody");
    assertThat(page.text("#compared")).isEqualTo("More and less are against 9 – 15 Nov 2026.");
  }

  /** Of four requests two took up to 1 s, one up to 2.5 s and one up to 5 s. */
  @Test
  void latencyIsGivenByBoundsOfBuckets() {
    assertThat(owner.get("/usage?" + WEEK).text("main"))
        .contains("Typical 500 ms to 1 s; 95% finish within 5 s.");
  }

  private static List<UsageRow> rows(LocalDate day) {
    List<UsageRow> rows = new ArrayList<>();
    rows.add(new TestUsage(day).by("ada@example.com").row());
    if (day.isBefore(SUNDAY)) {
      rows.add(new TestUsage(day).by("bob@example.com").row());
    }
    if (day.equals(FRIDAY)) {
      rows.add(ofPerson());
      rows.add(ofModel("cyd@example.com", 100, 0, 300, 100, 4));
      rows.add(new TestUsage(day).by("unattributed").sessions(1).row());
      rows.add(ofModel("unattributed", 0, 100, 0, 0, 0));
    }
    return rows;
  }

  /** What stands on the row without a model: 8 edits of 10, of which a person decided 2. */
  private static UsageRow ofPerson() {
    return new UsageRow(
        FRIDAY,
        "claude-code",
        "cyd@example.com",
        "vscode",
        "",
        "email",
        "",
        "2.1.0",
        3,
        List.of(),
        3,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        null,
        "none",
        "",
        0,
        0,
        0,
        0,
        8,
        2,
        1,
        1,
        3_600_000,
        1_800_000,
        7,
        10,
        1,
        0,
        0,
        latency(0),
        FirstToken.UNKNOWN);
  }

  private static UsageRow ofModel(
      String person, long input, long output, long read, long written, long requests) {
    return new UsageRow(
        FRIDAY,
        "claude-code",
        person,
        "vscode",
        "sonnet",
        "email",
        "",
        "2.1.0",
        0,
        List.of(),
        0,
        input,
        output,
        read,
        written,
        0,
        0,
        0,
        null,
        "none",
        "",
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        requests,
        requests / 4,
        latency(requests),
        FirstToken.UNKNOWN);
  }

  private static Latency latency(long requests) {
    return requests == 0
        ? new Latency(0, 0, 0, Collections.nCopies(Latency.BOUNDS_MS.size(), 0L))
        : new Latency(4, 8_000, 5_000, List.of(0L, 0L, 2L, 3L, 4L, 4L, 4L, 4L));
  }
}
