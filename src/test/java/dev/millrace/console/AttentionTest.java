package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.MovableClock;
import dev.millrace.Signal;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.KeyOrder;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.people.Member;
import dev.millrace.people.Role;
import dev.millrace.usage.Computed;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the overview says that needs attention. */
@QuarkusTest
class AttentionTest extends ConsoleTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

  @Inject UsageLedger ledger;
  @Inject Deliveries deliveries;
  @Inject Clock clock;

  @Test
  void saysNothingWhereAllIsWell() {
    used(TODAY, new TestUsage(TODAY).tokens("sonnet", 1));
    people.put(organisation.id(), List.of(member("ada", "engines")));

    assertThat(owner.get("/").html().select("#attention")).isEmpty();
  }

  @Test
  void saysThatRevokedKeyIsStillInUse() {
    String token = token("laptops", Duration.ofDays(30));
    keys.revoke(organisation.id(), id(token));

    int status =
        new Browser()
            .request()
            .header("Authorization", "Bearer " + token)
            .contentType("application/json")
            .body("{}")
            .post("/v1/logs")
            .statusCode();

    assertThat(status).isEqualTo(401);
    assertThat(concerns())
        .containsExactly(
            "The key “laptops” is revoked and something still sends with it. Make another");
    assertThat(owner.get("/deliveries").text(".refusal")).contains("401", "was revoked");
  }

  @Test
  void namesKeysThatAreRefusedQuietUnusedOrWithoutAnEnd() {
    String refused = token("collector", Duration.ofDays(90));
    String quiet = token("laptops", Duration.ofDays(90));
    token("forever", null);
    deliveries.accepted(source(quiet), 1, 1, 0, Map.of(), "tool/1");
    deliveries.accepted(source(refused), 1, 1, 0, Map.of(), "tool/1");
    ((MovableClock) clock).advance(Duration.ofDays(8));
    deliveries.accepted(source(refused), 1, 1, 0, Map.of(), "tool/1");
    ((MovableClock) clock).advance(Duration.ofMinutes(1));
    deliveries.refused(source(refused), 415, "the Content-Type is text/plain");
    owner = Browser.signedIn(organisation.token(Scope.ADMIN));

    assertThat(concerns())
        .containsExactly(
            "Logs with the key “collector” are refused: the Content-Type is text/plain. See the"
                + " delivery",
            "Nothing comes any more with laptops. See what came last",
            "Never used: forever. See the keys",
            "Keys without an end: forever. Rotate them");
  }

  @Test
  void namesWhoIsNotOnTheRosterAndWhatHasNoPrice() {
    used(
        TODAY,
        new TestUsage(TODAY).by("eve@example.com").tokens("house-model", 20_000).unpriced(20_000));

    assertThat(concerns())
        .containsExactly(
            "Not on the roster: eve@example.com. Say who they are",
            "20.0 k tokens have no price: house-model. Give prices");
  }

  /** Ada and Bob worked on four days a month ago; the engines have none else, Bob has Cy. */
  @Test
  void namesTeamsAndPeopleGoneSilent() {
    people.put(
        organisation.id(),
        List.of(member("ada", "engines"), member("bob", "wheels"), member("cy", "wheels")));
    for (int i = 0; i < 4; i++) {
      LocalDate day = TODAY.minusDays(20 + i);
      used(day, new TestUsage(day), new TestUsage(day).by("bob@example.com"));
    }
    used(TODAY, new TestUsage(TODAY).by("cy@example.com"));

    assertThat(concerns())
        .containsExactly(
            "Teams gone silent for two weeks: engines. See the team",
            "People gone silent for two weeks: bob@example.com. See who");
    assertThat(owner.get("/?days=last-month").html().select("#attention")).isEmpty();
  }

  private List<String> concerns() {
    return owner.get("/").texts("#attention li");
  }

  private String token(String name, @Nullable Duration lasts) {
    return keys.create(
            new KeyOrder(
                organisation.id(),
                name,
                null,
                Set.of(Scope.OTEL_WRITE),
                lasts == null ? null : clock.instant().plus(lasts),
                "a test"))
        .token()
        .text();
  }

  private Deliveries.Source source(String token) {
    return new Deliveries.Source(organisation.id(), id(token), Signal.LOGS);
  }

  private static KeyId id(String token) {
    return Token.parse(token).orElseThrow().id();
  }

  private static Member member(String name, String team) {
    return new Member(name + "@example.com", "", team, Role.MEMBER);
  }

  private void used(LocalDate day, TestUsage... usage) {
    ledger.replace(
        organisation.id(),
        day,
        List.of(usage).stream().map(TestUsage::row).toList(),
        new Computed(clock.instant(), day));
  }
}
