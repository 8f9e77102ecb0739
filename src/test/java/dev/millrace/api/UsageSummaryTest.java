package dev.millrace.api;

import static dev.millrace.api.ProblemAssert.detailOfProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.people.Role;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.usage.Computed;
import dev.millrace.usage.GeneratedOrganisation;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a summary says of usage beyond its sums; the sums are the ledger's contract. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class UsageSummaryTest {

  private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
  private static final TestUsage ADA = new TestUsage(FRIDAY);

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject UsageLedger ledger;
  @Inject Clock clock;

  private TestOrganisation organisation;
  private Api reader;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    reader = new Api(organisation.token(Scope.USAGE_READ));
    people.put(
        organisation.id(),
        List.of(
            new Member("ada@example.com", "Ada", "engines", Role.MEMBER),
            new Member("bob@example.com", "Bob", "engines", Role.MEMBER),
            new Member("cy@example.com", "Cy", "kernel", Role.MEMBER),
            new Member("di@example.com", "Di", "", Role.MEMBER)));
  }

  /** On Friday Ada and Bob had used a tool; Cy and Di came on Monday, with the roster. */
  @Test
  void takesActiveOfThoseWhoWereMembersAndCountsOthersApart() {
    used(FRIDAY.minusDays(1), of(FRIDAY.minusDays(1)).by("bob@example.com"));
    used(FRIDAY, ADA, ADA.with("codex"), ADA.by("guest@example.com"), ADA.by("unattributed"));

    JsonNode days = summary("").get("days");
    JsonNode friday = days.get(1);

    assertThat(friday.get("date").asText()).isEqualTo("2026-11-20");
    assertThat(friday.get("active_members").asInt()).isEqualTo(1);
    assertThat(friday.get("active_others").asInt()).isEqualTo(1);
    assertThat(friday.get("members").asInt()).isEqualTo(2);
    assertThat(friday.get("weekly_active_members").asInt()).isEqualTo(2);
    assertThat(friday.get("share").asDouble()).isEqualTo(0.5);
    assertThat(days.get(4).get("members").asInt()).isEqualTo(4);
  }

  @Test
  void changesNoPastDayWhenMemberIsAdded() {
    used(FRIDAY, ADA, ADA.by("bob@example.com"));
    JsonNode before = summary("to=2026-11-22");

    people.put(
        organisation.id(), List.of(new Member("new@example.com", "", "engines", Role.MEMBER)));

    JsonNode after = summary("to=2026-11-22");
    assertThat(after.get("days")).isEqualTo(before.get("days"));
    assertThat(after.get("weeks")).isEqualTo(before.get("weeks"));
    assertThat(after.get("adoption").get("group").asInt()).isEqualTo(5);
  }

  @Test
  void takesMeanOverDaysThatAreOverSinceThereIsUsage() {
    used(FRIDAY, ADA, ADA.by("bob@example.com"));
    used(TODAY, of(TODAY), of(TODAY).by("cy@example.com"));

    JsonNode summary = summary("");
    JsonNode week = summary.get("weeks").get(0);

    assertThat(summary.get("days")).hasSize(4);
    assertThat(summary.get("days").get(3).get("so_far").asBoolean()).isTrue();
    assertThat(summary.get("mean_daily_active_share").asDouble()).isEqualTo(1.0 / 3);
    assertThat(summary.get("weeks")).hasSize(1);
    assertThat(week.get("monday").asText()).isEqualTo("2026-11-16");
    assertThat(week.get("days").asInt()).isEqualTo(3);
    assertThat(week.get("active_members").asInt()).isEqualTo(2);
    assertThat(week.get("members").asInt()).isEqualTo(2);
  }

  @Test
  void hasNoShareOfGroupWithoutMembers() {
    TestOrganisation other = new TestOrganisation(people, keys);
    ledger.replace(other.id(), FRIDAY, List.of(ADA.row()), new Computed(clock.instant(), FRIDAY));

    JsonNode summary = Api.json(new Api(other.token(Scope.USAGE_READ)).get("/api/usage/summary"));

    assertThat(summary.get("active_others").asInt()).isEqualTo(1);
    assertThat(summary.get("mean_daily_active_share").isNull()).isTrue();
    assertThat(summary.get("adoption").get("share").isNull()).isTrue();
  }

  @Test
  void callsThoseHighUsersWhoWereActiveOnThirtyDaysOfTwelveWeeks() {
    for (int i = 0; i < 30; i++) {
      LocalDate day = TODAY.minusDays(83 - 2 * i);
      TestUsage of = new TestUsage(day);
      if (i < 29) {
        used(day, of, of.by("bob@example.com"));
      } else {
        used(day, of);
      }
    }

    JsonNode adoption = summary("from=2026-11-22").get("adoption");

    assertThat(adoption.get("group").asInt()).isEqualTo(4);
    assertThat(adoption.get("high_users").asInt()).isEqualTo(1);
    assertThat(adoption.get("low_users").asInt()).isEqualTo(1);
    assertThat(adoption.get("share").asDouble()).isEqualTo(0.25);
    assertThat(adoption.get("daily_active_share_of_high_users").asDouble()).isEqualTo(0);
  }

  @Test
  void confinesGroupToTheTeamThatIsAskedFor() {
    used(FRIDAY, ADA, ADA.by("cy@example.com"));

    JsonNode summary = summary("team=engines");

    assertThat(summary.get("only").get("team").asText()).isEqualTo("engines");
    assertThat(summary.get("adoption").get("group").asInt()).isEqualTo(2);
    assertThat(summary.get("days").get(0).get("members").asInt()).isEqualTo(1);
    assertThat(summary.get("days").get(0).get("active_others").asInt()).isZero();
    assertThat(summary.get("active_members").asInt()).isEqualTo(1);
  }

  @Test
  void saysWhatPartOfUsageNamesNobody() {
    used(FRIDAY, ADA.tokens("sonnet", 3).cost(30), ADA.by("unattributed").tokens("sonnet", 1));

    JsonNode unattributed = summary("").get("unattributed");

    assertThat(unattributed.get("tokens").asDouble()).isEqualTo(0.25);
    assertThat(unattributed.get("cost").asDouble()).isEqualTo(0);
    assertThat(unattributed.get("sessions").isNull()).isTrue();
  }

  @Test
  void givesBoundsBetweenWhichPercentilesLie() {
    generated(20, 3);

    JsonNode latency = summary("").get("latency");

    assertThat(latency.get("average_ms").asDouble()).isEqualTo(3100);
    assertThat(latency.get("p50").get("over_ms").asInt()).isEqualTo(1000);
    assertThat(latency.get("p50").get("at_most_ms").asInt()).isEqualTo(2500);
    assertThat(latency.get("p95").get("over_ms").asInt()).isEqualTo(10000);
  }

  @Test
  void hasNullWhereThereIsNothingToTakeShareOf() {
    JsonNode summary = summary("");

    assertThat(summary.get("cache_hit_rate").isNull()).isTrue();
    assertThat(summary.get("latency").get("average_ms").isNull()).isTrue();
    assertThat(summary.get("latency").get("p50").isNull()).isTrue();
    assertThat(summary.get("total").get("edit_acceptance").isNull()).isTrue();
    assertThat(summary.get("days")).isEmpty();
    assertThat(summary.get("freshness").get("first_day").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "from=2026-11-20",
        "tool=codex",
        "model=claude-sonnet-4-5",
        "team=engines",
        "person=person003@example.com",
        "terminal=vscode",
        "tool=codex&team=engines&from=2026-11-21",
        "person=nobody"
      })
  void agreesWithUsageOfTheSameQuery(String query) {
    generated(20, 4);

    JsonNode rows = Api.json(reader.get("/api/usage?by=&" + query)).get("rows");
    JsonNode total = summary(query).get("total");

    if (rows.isEmpty()) {
      assertThat(total.get("tokens_input").isNull()).isTrue();
    } else {
      assertThat(rows.get(0)).isEqualTo(total);
    }
  }

  @Test
  void refusesDaysThatAreNone() {
    assertThat(detailOfProblem(reader.get("/api/usage/summary?from=soon"), 400))
        .contains("from has to be a day");
  }

  private void generated(int size, int days) {
    GeneratedOrganisation generated = new GeneratedOrganisation(size);
    people.put(organisation.id(), generated.members());
    TODAY
        .minusDays(days - 1)
        .datesUntil(TODAY.plusDays(1))
        .forEach(
            day ->
                ledger.replace(
                    organisation.id(),
                    day,
                    generated.usage(day),
                    new Computed(clock.instant(), day)));
  }

  private static TestUsage of(LocalDate day) {
    return new TestUsage(day);
  }

  private void used(LocalDate day, TestUsage... usage) {
    List<UsageRow> rows = Arrays.stream(usage).map(TestUsage::row).toList();
    ledger.replace(organisation.id(), day, rows, new Computed(clock.instant(), day));
  }

  private JsonNode summary(String query) {
    return Api.json(reader.get("/api/usage/summary" + (query.isEmpty() ? "" : "?" + query)));
  }
}
