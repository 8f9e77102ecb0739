package dev.millrace.usage;

import static dev.millrace.tools.Measure.API_REQUESTS;
import static dev.millrace.tools.Measure.CACHE_WRITES_1H;
import static dev.millrace.tools.Measure.COST_NANO_USD;
import static dev.millrace.tools.Measure.TOKENS_CACHE_CREATION;
import static dev.millrace.tools.Measure.TOKENS_CACHE_READ;
import static dev.millrace.tools.Measure.TOKENS_INPUT;
import static dev.millrace.tools.Measure.TOKENS_INPUT_CACHED;
import static dev.millrace.tools.Measure.TOKENS_OUTPUT;
import static dev.millrace.tools.Measure.TOKENS_REASONING;
import static dev.millrace.usage.Facts.ALICE;
import static dev.millrace.usage.Facts.NOBODY;
import static dev.millrace.usage.UsageOf.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.tools.Activity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What usage cost, as the tools report it or as the price table says. */
@Tag("S-21")
class CostTest {

  private static final String NINE = "2026-03-04T09:00:00Z";
  private static final String TEN = "2026-03-04T10:00:00Z";
  private static final Facts PRICED = ALICE.with("a-priced-model");

  @TempDir Path temp;
  private UsageOf usage;

  @BeforeEach
  void open() {
    usage = new UsageOf(temp);
  }

  @Test
  void derivesACostFromTokensOfWhichNoneIsReported() {
    UsageRow row =
        cost(PRICED.delta(TOKENS_INPUT, NINE, 1_000), PRICED.delta(TOKENS_OUTPUT, NINE, 7));
    assertThat(row.costNanoUsd()).isEqualTo(1_000 * 3_000 + 4);
    assertThat(row.costSource()).isEqualTo("derived");
    assertThat(row.priceVersion()).isEqualTo("test");
  }

  @Test
  void derivesNoCostByATableWithoutPrices() {
    usage.files().write(UsageOf.ORG, List.of(PRICED.delta(TOKENS_INPUT, NINE, 1_000)));
    List<UsageRow> rows =
        new DuckDbUsageEngine(usage.files().lake(), UsageOf.settings(temp))
            .usage(UsageOf.ORG, Days.utc(DAY, DAY), new PriceTable("none", List.of()));
    assertThat(rows).extracting(UsageRow::costNanoUsd).containsOnlyNulls();
    assertThat(rows).extracting(UsageRow::costSource).containsOnly("none");
  }

  @Test
  void takesTheReportedCostInFrontOfTheDerivedOne() {
    UsageRow row = cost(PRICED.delta(TOKENS_INPUT, NINE, 1), PRICED.delta(COST_NANO_USD, NINE, 5));
    assertThat(row.costNanoUsd()).isEqualTo(5);
    assertThat(row.costSource()).isEqualTo("reported");
    assertThat(row.priceVersion()).isEmpty();
  }

  @Test
  void takesTheReportedCostThoughItNamesNeitherSessionNorPerson() {
    List<UsageRow> rows =
        usage.onTheDay(
            PRICED.preferred(0).event(TOKENS_INPUT, NINE, 1),
            NOBODY.preferred(2).delta(COST_NANO_USD, NINE, 5));
    assertThat(rows)
        .extracting(UsageRow::person, UsageRow::costNanoUsd, UsageRow::costSource)
        .containsExactly(
            tuple("alice@example.com", null, "none"),
            tuple("alice@example.com", null, "none"),
            tuple("unattributed", 5L, "reported"));
  }

  @Test
  void mixesSessionsThatReportTheirCostWithSessionsThatDoNot() {
    UsageRow row =
        cost(
            PRICED.delta(TOKENS_INPUT, NINE, 1),
            PRICED.delta(COST_NANO_USD, NINE, 5),
            PRICED.in("s2").delta(TOKENS_INPUT, NINE, 1));
    assertThat(row.costNanoUsd()).isEqualTo(3_005);
    assertThat(row.costSource()).isEqualTo("mixed");
    assertThat(row.priceVersion()).isEqualTo("test");
  }

  @Test
  void derivesTheCostOfTheTokensThatCount() {
    UsageRow row = cost(PRICED.delta(TOKENS_INPUT, NINE, 2), PRICED.event(TOKENS_INPUT, NINE, 1));
    assertThat(row.costNanoUsd()).isEqualTo(6_000);
  }

  @Test
  void derivesTheCostOfTheLastMinuteBeforeMidnightOnce() {
    List<UsageRow> rows =
        usage.on(
            DAY.minusDays(1),
            DAY,
            List.of(
                PRICED.event(TOKENS_INPUT, "2026-03-03T23:59:50Z", 40),
                PRICED.coverage(TOKENS_INPUT, "2026-03-03T23:59:30Z"),
                PRICED.delta(TOKENS_INPUT, "2026-03-04T00:00:30Z", 40)));
    assertThat(rows)
        .filteredOn(row -> row.costNanoUsd() != null)
        .extracting(UsageRow::eventDate, UsageRow::tokensInput, UsageRow::costNanoUsd)
        .containsExactly(tuple(DAY, 40L, 40 * 3_000L));
  }

  @Test
  void knowsNoCostOfNoTokens() {
    UsageRow row = cost(PRICED.delta(TOKENS_INPUT, NINE, 0), PRICED.event(API_REQUESTS, NINE, 1));
    assertThat(row.costNanoUsd()).isNull();
    assertThat(row.costSource()).isEqualTo("none");
    assertThat(row.priceVersion()).isEmpty();
  }

  @Test
  void knowsNoCostOfWhatHasNoPrice() {
    UsageRow row =
        cost(ALICE.delta(TOKENS_INPUT, NINE, 1), PRICED.with("sonnet").event(TOKENS_INPUT, TEN, 1));
    assertThat(row.costNanoUsd()).isNull();
    assertThat(row.costSource()).isEqualTo("none");
    assertThat(cost(PRICED.delta(TOKENS_CACHE_READ, NINE, 1)).costNanoUsd()).isNull();
  }

  @Test
  void saysOfHowManyTokensNoPriceIsKnown() {
    UsageRow row =
        cost(PRICED.delta(TOKENS_INPUT, NINE, 5), PRICED.delta(TOKENS_CACHE_READ, NINE, 7));
    assertThat(row.costNanoUsd()).isEqualTo(15_000);
    assertThat(row.costSource()).isEqualTo("partial");
    assertThat(row.tokensUnpriced()).isEqualTo(7);
  }

  @Test
  void saysThatNothingIsPriced() {
    UsageRow row =
        cost(
            ALICE.delta(TOKENS_INPUT, NINE, 100),
            ALICE.delta(TOKENS_INPUT_CACHED, NINE, 60),
            ALICE.delta(TOKENS_CACHE_READ, NINE, 60),
            ALICE.delta(TOKENS_REASONING, NINE, 3));
    assertThat(row.tokensUnpriced()).isEqualTo(100);
    assertThat(row.costSource()).isEqualTo("none");
  }

  @Test
  void needsNoPriceOfWhatAToolReportsTheCostOf() {
    UsageRow row = cost(ALICE.delta(TOKENS_INPUT, NINE, 5), ALICE.delta(COST_NANO_USD, NINE, 5));
    assertThat(row.tokensUnpriced()).isZero();
    assertThat(row.costSource()).isEqualTo("reported");
  }

  @Test
  void takesThePriceOfLargeRequests() {
    Activity small = PRICED.event(TOKENS_INPUT, NINE, 1);
    Activity atTheBound =
        Again.with(PRICED.event(TOKENS_INPUT, TEN, 1), Map.of("contextTokens", 200_000L));
    assertThat(cost(small, atTheBound).costNanoUsd()).isEqualTo(6_000);
    Activity large = Again.with(atTheBound, Map.of("contextTokens", 200_001L));
    assertThat(cost(small, large).costNanoUsd()).isEqualTo(9_000);
  }

  @Test
  void addsWhatAnHourInTheCacheCosts() {
    UsageRow row =
        cost(PRICED.event(TOKENS_CACHE_CREATION, NINE, 10), PRICED.event(CACHE_WRITES_1H, NINE, 4));
    assertThat(row.costNanoUsd()).isEqualTo(10 * 2_500 + 4 * 1_500);
    assertThat(row.tokensCacheCreation()).isEqualTo(10);
    assertThat(row.tokensCacheCreation1h()).isEqualTo(4);
  }

  @Test
  void doesNotPriceReasoningOnceMore() {
    UsageRow row =
        cost(PRICED.delta(TOKENS_OUTPUT, NINE, 10), PRICED.delta(TOKENS_REASONING, NINE, 10));
    assertThat(row.costNanoUsd()).isEqualTo(5);
  }

  @Test
  void takesThePriceOfTheDay() {
    List<UsageRow> rows =
        usage.on(
            DAY.minusDays(1),
            DAY,
            List.of(
                PRICED.delta(TOKENS_INPUT, "2026-03-03T09:00:00Z", 1),
                PRICED.delta(TOKENS_INPUT, NINE, 1)));
    assertThat(rows)
        .filteredOn(row -> row.costNanoUsd() != null)
        .extracting(UsageRow::costNanoUsd)
        .containsExactly(2_000L, 3_000L);
  }

  @Test
  void takesThePriceOfThePatternThatSaysMostOfTheModel() {
    assertThat(cost(PRICED.with("priced-mini-2").delta(TOKENS_INPUT, NINE, 1)).costNanoUsd())
        .isEqualTo(1_000);
  }

  @Test
  void cutsOffACostThatNoNumberHolds() {
    UsageRow row = cost(PRICED.delta(TOKENS_INPUT, NINE, 1_000_000_000_000_000L));
    assertThat(row.costNanoUsd()).isEqualTo(1_000_000_000_000_000L);
  }

  private UsageRow cost(Activity... activity) {
    return usage.onTheDay(activity).get(1);
  }
}
