package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.keys.Scope;
import dev.millrace.people.Member;
import dev.millrace.people.Role;
import dev.millrace.people.TestOrganisation;
import dev.millrace.usage.ErasureRun;
import dev.millrace.usage.ErasureRuns;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an owner has somebody erased, and what they are told of it. */
@QuarkusTest
class ErasuresPageTest extends ConsoleTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @Inject ErasureRuns runs;

  @Test
  void saysThatNobodyWasErased() {
    assertThat(owner.get("/erasures").text("#latest h2")).isEqualTo("Nobody was erased yet");
  }

  @Test
  void erasesWhomTheOwnerNamesTwice() {
    Page answer = erase("Ada@example.com", " ada@Example.com");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.response().header("Location")).endsWith("/erasures");
    assertThat(runs.latest(organisation.id(), 9)).hasSize(1);
    assertThat(owner.get("/erasures").text("#latest")).contains("by key “a test's”");
  }

  @ParameterizedTest
  @CsvSource({
    "ada@example.com, '', repeat the address",
    "ada@example.com, bob@example.com, repeat the address",
    "'', '', say who"
  })
  void erasesNobodyWhomTheOwnerDoesNotNameTwice(String person, String again, String why) {
    Page answer = erase(person, again);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("[role=alert]")).contains(why);
    assertThat(answer.only("#person").val()).isEqualTo(person);
    assertThat(runs.latest(organisation.id(), 9)).isEmpty();
  }

  @Test
  void reportsWhatWasDoneAndLooksAgainWhileThereIsMore() {
    ErasureRun run = runs.requested(organisation.id(), "<b>a test</b>");
    runs.started(run.id());
    runs.progressed(run.id(), new ErasureRun.Day(DAY, 1, 2, 3_000, true));

    Page page = owner.get("/erasures");
    assertThat(page.texts("#latest td"))
        .containsExactly("running", "2026-11-20", "3,000", "1", "2", "1", "–");
    assertThat(page.text("#latest th[scope=row]")).isEqualTo("just now by <b>a test</b>");
    assertThat(page.only("#latest").attr("hx-get")).isEqualTo("/erasures/latest");

    runs.done(run.id());
    Page part = owner.get("/erasures/latest");
    assertThat(part.texts("#latest td")).startsWith("done").endsWith("just now");
    assertThat(part.only("#latest").hasAttr("hx-get")).isFalse();
    assertThat(part.html().select("h1, nav")).isEmpty();
  }

  @Test
  void saysThatNobodyIsCalledSo() {
    runs.foundNobody(runs.requested(organisation.id(), "a test").id());

    assertThat(owner.get("/erasures").text("#latest td"))
        .startsWith(
            "nobody found Nobody called so is on the roster, in the data or has a key. Nothing was"
                + " erased.");
  }

  @Test
  void asksWhichOfTwoIsMeantWhomTheRosterCallsTheSame() {
    people.put(
        organisation.id(),
        List.of(
            new Member("ada@example.com", "Ada", "", Role.MEMBER),
            new Member("ada.b@example.com", "ADA", "", Role.MEMBER)));

    Page answer = erase("ada", "Ada");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("[role=alert]")).contains("ada.b@example.com, ada@example.com");
    assertThat(runs.latest(organisation.id(), 9)).isEmpty();
  }

  @Test
  void saysWhyErasureFailed() {
    runs.failed(runs.requested(organisation.id(), "a test").id(), "the disk is <full>");

    assertThat(owner.get("/erasures").text("#latest td")).startsWith("failed the disk is <full>");
  }

  @Test
  void fillsInWhomTheAddressNames() {
    assertThat(owner.get("/erasures?person=ada%2B1@example.com").only("#person").val())
        .isEqualTo("ada+1@example.com");
  }

  @Test
  void showsNothingOfAnotherOrganisation() {
    runs.requested(organisation.id(), "a test");

    Browser stranger = Browser.signedIn(new TestOrganisation(people, keys).token(Scope.ADMIN));

    assertThat(stranger.get("/erasures").text("#latest")).startsWith("Nobody was erased yet");
    assertThat(stranger.get("/erasures/latest").text("#latest")).startsWith("Nobody");
  }

  private Page erase(String person, String again) {
    return owner.submit(
        owner.get("/erasures"), "#erase", Map.of("person", person, "confirm", again));
  }
}
