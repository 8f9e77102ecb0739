package dev.millrace.api;

import static dev.millrace.api.ProblemAssert.detailOfProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.Logged;
import dev.millrace.Partition;
import dev.millrace.counters.Scrape;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rollups over HTTP: which days are asked for, and how a run looks in each of its states. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class RollupsTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject RollupRuns runs;
  @Inject ObjectStore store;

  private TestOrganisation organisation;
  private Api owner;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    owner = new Api(organisation.token(Scope.ADMIN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                 | 2026-11-23",
        "{}                                                 | 2026-11-23",
        "{\"from\": \"2026-11-21\"}                         | 2026-11-21,2026-11-22,2026-11-23",
        "{\"to\": \"2026-11-20\"}                           | 2026-11-20",
        "{\"from\": \"2026-11-20\", \"to\": \"2026-11-21\"} | 2026-11-20,2026-11-21"
      })
  void asksForEveryDayOfTheRange(String days, String received) {
    Response response = owner.post("/api/rollups", days);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(Api.texts(response, "received")).containsExactly(received.split(","));
    assertThat(Api.texts(response, "state")).containsOnly("requested");
    assertThat(Api.texts(response, "requested_by"))
        .containsOnly(Token.parse(owner.token()).orElseThrow().id().value());
    assertThat(Api.texts(owner.get("/api/rollups"), "id"))
        .containsExactlyInAnyOrderElementsOf(Api.texts(response, "id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"from\": \"2026-11-24\"}             | from is after to",
        "{\"from\": \"2020-01-01\"}             | more than 800 days",
        "{\"from\": \"all\"}                    | from has to be a day",
        "{\"to\": \"+999999999-12-31\"}         | to has to be a day",
        "{\"from\": {\"day\": 1}}               | (at .from)",
        "[\"2026-11-20\"]                       | not the JSON",
        "2026-11-20                             | not JSON"
      })
  void refusesDaysThatAreNone(String days, String why) {
    assertThat(detailOfProblem(owner.post("/api/rollups", days), 400)).contains(why);
    assertThat(runs.latest(organisation.id(), 9)).isEmpty();
  }

  @Test
  void showsHowFarEachRunIs() {
    entered();
    runs.started(entered().id());
    runs.progressed(new Partition(organisation.id(), DAY), 2, 5);
    RollupRun done = entered();
    runs.started(done.id());
    runs.done(done.id(), 3, 1000, List.of(DAY.minusDays(1), DAY), "state", List.of());
    RollupRun failed = entered();
    runs.failed(failed.id(), "the disk is full");

    JsonNode shown = Api.json(owner.get("/api/rollups"));

    assertThat(shown)
        .extracting(run -> run.get("state").asText())
        .containsExactlyInAnyOrder("requested", "running", "done", "failed");
    for (JsonNode run : shown) {
      String state = run.get("state").asText();
      boolean isDone = state.equals("done");
      boolean isRunning = state.equals("running");
      assertThat(run.get("objects").asInt()).isEqualTo(isDone ? 3 : isRunning ? 2 : 0);
      assertThat(run.get("objects_total").asInt()).isEqualTo(isDone ? 3 : isRunning ? 5 : 0);
      assertThat(run.get("event_dates")).hasSize(isDone ? 2 : 0);
      boolean isFailed = state.equals("failed");
      assertThat(run.get("error").asText()).isEqualTo(isFailed ? "the disk is full" : "");
    }
  }

  @Test
  void namesWhatWasSetAsideInItsRunTheLogAndTheCounter() throws InterruptedException {
    Token key = Token.parse(organisation.token(Scope.OTEL_WRITE)).orElseThrow();
    String name = "0123456789abcdef0123456789abcdef-" + key.id();
    store.put(
        "raw/org=%s/signal=logs/date=2026-11-20/%s.binpb.gz".formatted(organisation.id(), name),
        new byte[] {1, 2, 3});
    Scrape counters = new Scrape();

    try (Logged log = new Logged()) {
      owner.post("/api/rollups", "{\"from\": \"2026-11-20\", \"to\": \"2026-11-20\"}");
      JsonNode run = ended();

      assertThat(run.get("state").asText()).isEqualTo("done");
      assertThat(run.get("set_aside_total").asInt()).isEqualTo(1);
      assertThat(run.at("/set_aside/0/export").asText()).isEqualTo("logs/" + name);
      assertThat(run.at("/set_aside/0/reason").asText())
          .isEqualTo("what lies in the store is not what landed; sent again, it is repaired");
      assertThat(log.errors()).anyMatch(line -> line.contains("set aside") && line.contains(name));
      assertThat(counters.added()).containsEntry("set_aside", 1L);
    }
  }

  private JsonNode ended() throws InterruptedException {
    while (true) {
      JsonNode run = Api.json(owner.get("/api/rollups")).get(0);
      if (run.hasNonNull("finished_at")) {
        return run;
      }
      Thread.sleep(20);
    }
  }

  private RollupRun entered() {
    return runs.requested(new Partition(organisation.id(), DAY), "a test");
  }
}
