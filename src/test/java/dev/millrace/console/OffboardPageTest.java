package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.keys.ApiKey;
import dev.millrace.keys.Scope;
import dev.millrace.people.Identities;
import dev.millrace.people.Member;
import dev.millrace.people.Role;
import dev.millrace.usage.Computed;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Letting somebody go in one step. What an erasure does is ErasureTest's. */
@QuarkusTest
class OffboardPageTest extends ConsoleTest {

  private static final String ADA = "ada@example.com";
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @Inject Identities identities;
  @Inject UsageLedger ledger;
  @Inject ErasureRuns erasures;
  @Inject Clock clock;

  @BeforeEach
  void fill() {
    organisation.personalToken(ADA, Scope.OTEL_WRITE);
    people.put(organisation.id(), List.of(new Member(ADA, "Ada", "engines", Role.MEMBER)));
    identities.merge(organisation.id(), "Laptop-7", ADA);
    used(DAY, ADA);
    used(DAY.plusDays(1), "Laptop-7");
  }

  @Test
  void showsWhatThereIsBeforeAnythingIsDone() {
    Page page = owner.get(owner.get("/people").only("a[href^=/people/offboard]").attr("href"));

    assertThat(page.text("h1")).isEqualTo("Offboard Ada");
    assertThat(page.texts(".facts dd").get(0)).isEqualTo("2 days, 2026-11-20 – 2026-11-21");
    assertThat(page.texts(".facts dd").get(1)).contains("a test's", "last export never");
    assertThat(page.texts(".facts dd").get(2)).isEqualTo("claude-code 2.1.0 last 2026-11-21");
    assertThat(page.texts(".facts dd").get(3)).isEqualTo("Laptop-7");
    assertThat(people.members(organisation.id())).hasSize(1);
  }

  @Test
  void showsTheSameOnThePersonsPage() {
    Page page = owner.get("/usage/person?person=ada@example.com");

    assertThat(page.texts(".facts dd")).isEqualTo(preview(ADA).texts(".facts dd"));
    assertThat(page.text("#life h2")).isEqualTo("Team engines");
    assertThat(page.html().select("#life .actions a").eachAttr("href"))
        .containsExactly(
            "/setup?member=ada%40example.com",
            "/people/edit?email=ada%40example.com", "/people/offboard?email=ada%40example.com");
  }

  @Test
  void revokesKeysAndRemovesAndKeepsTheData() {
    Page answer = owner.submit(preview(ADA), "#offboard", Map.of("data", "keep"));

    assertThat(answer.response().header("Location")).endsWith("/people");
    assertThat(people.members(organisation.id())).isEmpty();
    assertThat(keys.list(organisation.id()))
        .filteredOn(key -> key.member() != null)
        .extracting(ApiKey::revokedAt)
        .doesNotContainNull();
    assertThat(erasures.latest(organisation.id(), 9)).isEmpty();
    assertThat(owner.get("/people").texts("#senders tbody th")).contains(ADA);
  }

  @Test
  void erasesBesidesIfAskedTo() {
    Page answer = owner.submit(preview(ADA), "#offboard", Map.of("data", "erase"));

    assertThat(answer.response().header("Location")).endsWith("/erasures");
    assertThat(people.members(organisation.id())).isEmpty();
    assertThat(erasures.latest(organisation.id(), 9)).hasSize(1);
  }

  @Test
  void saysThatNobodyIsCalledSo() {
    Page page = preview("adda@example.com");

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.text("main"))
        .contains(
            "Nobody called adda@example.com is on the roster, in the data or has a key. Nothing was"
                + " erased.");
  }

  @Test
  void offboardsWhoIsInTheDataOnly() {
    used(DAY, "guest@example.com");

    Page page = preview("guest@example.com");
    owner.submit(page, "#offboard", Map.of("data", "erase"));

    assertThat(page.texts(".facts dd").get(0)).startsWith("1 day,");
    assertThat(erasures.latest(organisation.id(), 9)).hasSize(1);
  }

  private Page preview(String email) {
    return owner.get("/people/offboard?email=" + UsageFilter.encoded(email));
  }

  private void used(LocalDate day, String person) {
    ledger.replace(
        organisation.id(),
        day,
        List.of(new TestUsage(day).by(person).row()),
        new Computed(clock.instant(), day));
  }
}
