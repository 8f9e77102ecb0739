package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import dev.millrace.keys.Scope;
import dev.millrace.people.TestOrganisation;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an owner is told about rollups, and how they ask for more. */
@QuarkusTest
class RunsPageTest extends ConsoleTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @Inject RollupRuns runs;

  @Test
  void saysThatThereAreNone() {
    assertThat(owner.get("/runs").text("#latest h2")).isEqualTo("No rollup yet");
  }

  @Test
  void showsHowEachRunEnded() {
    RollupRun done = entered();
    runs.started(done.id());
    runs.done(done.id(), 3, 12_345, List.of(DAY.minusDays(1), DAY), "state", List.of());

    Page page = owner.get("/runs");

    assertThat(page.texts("#latest td"))
        .containsExactly(
            "done", "just now by <b>a test</b>", "0 ms", "3", "12.3 kB", "2 days from 2026-11-19");
    assertThat(page.only("#latest").hasAttr("hx-get")).isFalse();
  }

  @Test
  void namesWhatEachRunSetAside() {
    RollupRun done = entered();
    runs.started(done.id());
    runs.done(
        done.id(),
        3,
        12_345,
        List.of(DAY),
        "state",
        List.of(new RollupRun.SetAside("logs/<x>", "it is <damaged>")));

    Page page = owner.get("/runs");

    assertThat(page.text("#latest summary")).isEqualTo("1 set aside");
    assertThat(page.text("#latest li")).isEqualTo("logs/<x>: it is <damaged>");
  }

  @Test
  void saysWhyRunFailed() {
    runs.failed(entered().id(), "the disk is <full>");

    assertThat(owner.get("/runs").text("#latest td")).startsWith("failed the disk is <full>");
  }

  @Test
  void looksAgainWhileRunsAreOpen() {
    entered();

    Page page = owner.get("/runs");

    assertThat(page.only("#latest").attr("hx-get")).isEqualTo("/runs/latest");
    Page part = owner.get("/runs/latest");
    assertThat(part.only("section").id()).isEqualTo("latest");
    assertThat(part.html().select("h1, nav")).isEmpty();
  }

  @Test
  void asksForEveryDayOfTheForm() {
    Page page = owner.get("/runs");

    Page answer =
        owner.submit(page, "#recompute", Map.of("from", "2026-11-19", "to", "2026-11-20"));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.response().header("Location")).endsWith("/runs");
    assertThat(runs.latest(organisation.id(), 9))
        .extracting(run -> run.partition().received())
        .containsExactlyInAnyOrder(DAY.minusDays(1), DAY);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21, 2026-11-20, The first day is after the last",
    "2020-01-01, 2026-11-20, More than 800 days",
    "soon, 2026-11-20, The first day has to be",
    "2026-11-20, '', The last day has to be"
  })
  void refusesDaysThatMakeNoSense(String from, String to, String why) {
    Page answer = owner.submit(owner.get("/runs"), "#recompute", Map.of("from", from, "to", to));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("[role=alert]")).contains(why);
    assertThat(answer.only("#from").val()).isEqualTo(from);
    assertThat(runs.latest(organisation.id(), 9)).isEmpty();
  }

  @Test
  void refusesFormOfAnotherPage() {
    int status = owner.post("/runs", Map.of("from", "2026-11-20", "to", "2026-11-20")).status();

    assertThat(status).isEqualTo(403);
    assertThat(runs.latest(organisation.id(), 9)).isEmpty();
  }

  @Test
  void showsNothingOfAnotherOrganisation() {
    entered();

    Browser stranger = Browser.signedIn(new TestOrganisation(people, keys).token(Scope.ADMIN));

    assertThat(stranger.get("/runs").text("#latest")).startsWith("No rollup yet");
    assertThat(stranger.get("/runs/latest").text("#latest")).startsWith("No rollup yet");
  }

  private RollupRun entered() {
    return runs.requested(new Partition(organisation.id(), DAY), "<b>a test</b>");
  }
}
