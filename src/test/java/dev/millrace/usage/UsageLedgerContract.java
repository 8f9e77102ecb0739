package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.OrgId;
import dev.millrace.PersonNames;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a ledger does, whatever it is kept in. */
abstract class UsageLedgerContract {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final LocalDate NEXT = DAY.plusDays(1);
  private static final Computed NOW =
      new Computed(Instant.parse("2026-11-23T00:30:00Z"), LocalDate.parse("2026-11-22"));
  private static final TestUsage ADA = new TestUsage(DAY).tokens("sonnet", 1);

  private OrgId org;
  private OrgId other;

  /** The ledger under test. */
  abstract UsageLedger ledger();

  /** A new organisation that it may keep usage of. */
  abstract OrgId organisation();

  @BeforeEach
  void enrol() {
    org = organisation();
    other = organisation();
  }

  @Test
  void hasNothingOfOrganisationThatUsedNothing() {
    assertThat(ledger().usage(org, DAY, NEXT, Set.of())).isEmpty();
    assertThat(ledger().usage(org, DAY, NEXT, EnumSet.allOf(Dimension.class))).isEmpty();
  }

  @Test
  void putsRowsInThePlaceOfAllThatTheDayHad() {
    replace(org, DAY, ADA, ADA.by("bob@example.com"), ADA.with("codex"));

    replace(org, DAY, ADA.by("eve@example.com").tokens("opus", 7));

    assertThat(keys(Dimension.PERSON)).containsExactly("eve@example.com");
    assertThat(tokens(DAY, DAY)).isEqualTo(7);
  }

  @Test
  void leavesOtherDaysAndOrganisationsAlone() {
    replace(org, DAY, ADA.tokens("sonnet", 1));
    replace(org, NEXT, new TestUsage(NEXT).tokens("sonnet", 10));
    replace(other, DAY, ADA.tokens("sonnet", 100));

    replace(org, DAY, ADA.tokens("sonnet", 2));

    assertThat(tokens(DAY, NEXT)).isEqualTo(12);
    assertThat(total(other, DAY, NEXT)).isEqualTo(100);
  }

  @Test
  void forgetsDayThatHasNoRowsAnyMore() {
    replace(org, DAY, ADA);

    replace(org, DAY);

    assertThat(ledger().usage(org, DAY, DAY, Set.of())).isEmpty();
  }

  @Test
  void erasesPeopleFromAllDaysAndNobodyElse() {
    replace(org, DAY, ADA.by("I-17"), ADA.by("unattributed"), ADA.by("bob@example.com"));
    replace(org, NEXT, new TestUsage(NEXT).by("bob@example.com"));
    replace(other, DAY, ADA.by("I-17").tokens("sonnet", 3));
    PersonNames people = new PersonNames(Set.of("i-17", "unattributed"));
    assertThat(ledger().daysOf(org, people)).containsExactly(DAY);

    ledger().erase(org, people);

    assertThat(ledger().daysOf(org, people)).isEmpty();
    assertThat(keys(Dimension.PERSON)).containsExactly("bob@example.com", "unattributed");
    assertThat(total(other, DAY, DAY)).isEqualTo(3);
  }

  @Test
  void keepsWhatItHadWhereRowsCannotAllBePut() {
    replace(org, DAY, ADA.tokens("sonnet", 5));

    assertThatThrownBy(() -> replace(org, DAY, ADA.by("bob@example.com"), ADA, ADA))
        .isInstanceOf(RuntimeException.class);

    assertThat(tokens(DAY, DAY)).isEqualTo(5);
    assertThat(keys(Dimension.PERSON)).containsExactly("ada@example.com");
  }

  @Test
  void takesAsManyRowsAsDayMayHave() {
    List<UsageRow> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add(ADA.by("p" + i).tokens("sonnet", i).row());
    }

    ledger().replace(org, DAY, rows, NOW);

    assertThat(tokens(DAY, DAY)).isEqualTo(5_000L * 4_999 / 2);
    assertThat(keys(Dimension.PERSON)).hasSize(5_000);
  }

  @Test
  void showsOldRowsOrNewOnesWhoeverWritesMeanwhile() throws Exception {
    List<UsageRow> three = List.of(ADA.row(), ADA.by("b").row(), ADA.by("c").row());
    List<UsageRow> two = List.of(ADA.row(), ADA.by("d").row());
    ledger().replace(org, DAY, two, NOW);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService writers = Executors.newFixedThreadPool(2);
    List<Future<?>> ends =
        List.of(
            writers.submit(() -> replaceOften(go, three)),
            writers.submit(() -> replaceOften(go, two)));
    Set<Long> seen = new HashSet<>();
    go.countDown();
    do {
      seen.add(tokens(DAY, DAY));
    } while (!ends.stream().allMatch(Future::isDone));
    writers.shutdown();

    for (Future<?> end : ends) {
      assertThat(failure(end)).isEmpty();
    }
    assertThat(seen).isSubsetOf(2L, 3L);
  }

  @ParameterizedTest
  @EnumSource(Dimension.class)
  void groupsByEveryDimension(Dimension dimension) {
    replace(org, DAY, ADA.tokens("sonnet", 1), ADA.team("said").tokens("opus", 2));
    replace(
        org,
        NEXT,
        new TestUsage(NEXT)
            .with("codex")
            .by("bob@example.com")
            .on("cli")
            .team("said")
            .tokens("opus", 4));
    Map<Dimension, List<String>> expected =
        Map.of(
            Dimension.DATE, List.of("2026-11-20 3", "2026-11-21 4"),
            Dimension.PERSON, List.of("ada@example.com 3", "bob@example.com 4"),
            Dimension.TOOL, List.of("claude-code 3", "codex 4"),
            Dimension.MODEL, List.of("opus 6", "sonnet 1"),
            Dimension.TEAM, List.of(" 1", "said 6"),
            Dimension.TERMINAL, List.of("cli 4", "vscode 3"));

    assertThat(ledger().usage(org, DAY, NEXT, Set.of(dimension)))
        .extracting(group -> group.by().get(dimension) + " " + group.count(Figure.TOKENS_INPUT))
        .containsExactlyElementsOf(expected.get(dimension));
  }

  @Test
  void givesEveryRowWhereGroupedByEverything() {
    replace(org, DAY, ADA, ADA.with("codex"), ADA.by("bob@example.com"), ADA.on("cli"));
    replace(org, NEXT, new TestUsage(NEXT), new TestUsage(NEXT).tokens("opus", 1));

    List<UsageGroup> groups = ledger().usage(org, DAY, NEXT, EnumSet.allOf(Dimension.class));

    assertThat(groups).hasSize(6);
    assertThat(groups.get(0).by()).containsOnlyKeys(Dimension.values());
    assertThat(groups.get(0).figures()).containsOnlyKeys(Figure.values());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, 2026-11-20, 1",
    "2026-11-21, 2026-11-21, 10",
    "2026-11-20, 2026-11-21, 11",
    "2026-11-01, 2026-11-30, 11",
    "2026-11-22, 2026-11-30, 0"
  })
  void givesDaysFromAndToBothIncluded(LocalDate from, LocalDate to, long expected) {
    replace(org, DAY, ADA.tokens("sonnet", 1));
    replace(org, NEXT, new TestUsage(NEXT).tokens("sonnet", 10));

    assertThat(tokens(from, to)).isEqualTo(expected);
  }

  @Test
  @Tag("S-09")
  void countsNamedSessionOncePerGroupAndUnnamedOnesEachTime() {
    replace(org, DAY, ADA.sessions(1, "a", "b"), ADA.on("cli").sessions(0, "a"));
    replace(org, NEXT, new TestUsage(NEXT).sessions(1, "b"));

    assertThat(ledger().usage(org, DAY, NEXT, Set.of()).get(0).count(Figure.SESSIONS)).isEqualTo(4);
    assertThat(ledger().usage(org, DAY, NEXT, Set.of(Dimension.DATE)))
        .extracting(group -> group.count(Figure.SESSIONS))
        .containsExactly(3L, 2L);
    assertThat(ledger().usage(org, DAY, NEXT, Set.of(Dimension.TERMINAL)))
        .extracting(group -> group.count(Figure.SESSIONS))
        .containsExactly(1L, 4L);
  }

  @Test
  void countsPeopleOnceAndNobodyAsNone() {
    replace(org, DAY, ADA, ADA.with("codex"), ADA.by("unattributed"));

    assertThat(ledger().usage(org, DAY, DAY, Set.of()).get(0).count(Figure.PEOPLE)).isEqualTo(1);
  }

  @Test
  void addsCostsAndGivesNoneWhereNobodySaidOne() {
    replace(org, DAY, ADA.cost(3), ADA.with("codex").cost(0), ADA.with("cursor"));

    assertThat(ledger().usage(org, DAY, DAY, Set.of(Dimension.TOOL)))
        .extracting(group -> group.figures().get(Figure.COST_NANO_USD))
        .containsExactly(3L, 0L, null);
    assertThat(ledger().usage(org, DAY, DAY, Set.of()).get(0).figures())
        .containsEntry(Figure.COST_NANO_USD, 3L);
  }

  @Test
  void saysWhereCostComesFrom() {
    TestUsage codex = ADA.with("codex").cost(1, CostSource.DERIVED);
    replace(org, DAY, ADA.cost(3), codex, ADA.with("cursor"));

    assertThat(ledger().usage(org, DAY, DAY, Set.of(Dimension.TOOL)))
        .extracting(UsageGroup::costSource)
        .containsExactly(CostSource.REPORTED, CostSource.DERIVED, CostSource.NONE);
    assertThat(ledger().usage(org, DAY, DAY, Set.of()))
        .extracting(UsageGroup::costSource)
        .containsExactly(CostSource.MIXED);
  }

  @Test
  void cutsOffSumsThatNoNumberHolds() {
    List<UsageRow> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(ADA.by("p" + i).tokens("sonnet", 1_000_000_000_000_000_000L).row());
    }

    ledger().replace(org, DAY, rows, NOW);

    assertThat(tokens(DAY, DAY)).isEqualTo(Long.MAX_VALUE);
  }

  private void replaceOften(CountDownLatch go, List<UsageRow> rows) {
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (int i = 0; i < 20; i++) {
      ledger().replace(org, DAY, rows, NOW);
    }
  }

  private static String failure(Future<?> end) throws InterruptedException {
    try {
      end.get();
      return "";
    } catch (ExecutionException e) {
      return e.toString();
    }
  }

  private void replace(OrgId of, LocalDate day, TestUsage... usage) {
    List<UsageRow> rows = Arrays.stream(usage).map(TestUsage::row).toList();
    ledger().replace(of, day, rows, NOW);
  }

  private long tokens(LocalDate from, LocalDate to) {
    return total(org, from, to);
  }

  private long total(OrgId of, LocalDate from, LocalDate to) {
    return ledger().usage(of, from, to, Set.of()).stream()
        .mapToLong(group -> group.count(Figure.TOKENS_INPUT))
        .sum();
  }

  private List<String> keys(Dimension dimension) {
    return ledger().usage(org, DAY, DAY, Set.of(dimension)).stream()
        .map(group -> group.by().get(dimension))
        .toList();
  }
}
