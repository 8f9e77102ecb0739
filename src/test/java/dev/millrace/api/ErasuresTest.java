package dev.millrace.api;

import static dev.millrace.api.ProblemAssert.detailOfProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.Identities;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.tools.Capture;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.ErasureRun;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Erasures over HTTP: what has to be said to get one, what it takes along, how its report looks.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class ErasuresTest {

  private static final String PATH = "/api/people/ada@example.com";
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @Inject People people;
  @Inject Identities identities;
  @Inject KeyRegistry keys;
  @Inject ErasureRuns erasures;
  @Inject UsageLedger ledger;

  private TestOrganisation organisation;
  private Api owner;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    owner = new Api(organisation.token(Scope.ADMIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"confirm\": null}", "{\"confirm\": \"bob@example.com\"}"})
  void erasesNobodyWhomTheCallerDoesNotNameTwice(String body) {
    assertThat(detailOfProblem(erase(PATH, body), 400)).contains("repeat the e-mail address");
    assertThat(erasures.latest(organisation.id(), 9)).isEmpty();
  }

  @Test
  void erasesUnderEveryNameThatIsMergedIntoTheMember() throws InterruptedException {
    String person = personOfCapture();
    organisation.personalToken("ada@example.com", Scope.OTEL_WRITE);
    identities.merge(organisation.id(), person, "ada@example.com");

    JsonNode report =
        ended(erase("/api/people/Ada@example.com", "{\"confirm\": \"ADA@example.com\"}"));

    assertThat(report.get("state").asText()).isEqualTo("done");
    assertThat(report.get("records").asInt()).isPositive();
    assertThat(report.get("emptied").asInt()).isZero();
    assertThat(report.get("rewritten").asInt()).isPositive();
    assertThat(report.get("days")).hasSize(1);
    assertThat(persons()).doesNotContain(person);
  }

  @Test
  void leavesMemberOnTheRosterAndTheirKeysGood() throws InterruptedException {
    organisation.personalToken("ada@example.com", Scope.OTEL_WRITE);

    ended(erase(PATH, "{\"confirm\": \"ada@example.com\"}"));

    assertThat(people.find(organisation.id(), "ada@example.com")).isPresent();
    assertThat(keys.list(organisation.id())).allMatch(key -> key.revokedAt() == null);
  }

  @Test
  void reportsWhatWasDoneAndNotToWhom() {
    ErasureRun asked = erasures.requested(organisation.id(), "a test");
    erasures.started(asked.id());
    erasures.progressed(asked.id(), new ErasureRun.Day(DAY, 1, 2, 30, true));
    erasures.progressed(asked.id(), new ErasureRun.Day(DAY.plusDays(1), 0, 0, 0, false));

    JsonNode report = Api.json(owner.get("/api/erasures/" + asked.id()));

    assertThat(report.get("state").asText()).isEqualTo("running");
    assertThat(report.get("done_through").asText()).isEqualTo("2026-11-21");
    assertThat(report.get("emptied").asInt()).isEqualTo(1);
    assertThat(report.get("rewritten").asInt()).isEqualTo(2);
    assertThat(report.get("records").asInt()).isEqualTo(30);
    assertThat(report.get("days")).extracting(JsonNode::asText).containsExactly("2026-11-20");
    assertThat(Api.texts(owner.get("/api/erasures"), "id")).containsExactly(asked.id().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-id", "6f0c0a3e-0000-4000-8000-000000000000"})
  void knowsNoErasureThatNobodyAskedFor(String id) {
    detailOfProblem(owner.get("/api/erasures/" + id), 404);
  }

  @Test
  void marksAsFailedWhatTheServerDidNotFinish() {
    UUID asked = erasures.requested(organisation.id(), "a test").id();

    erasures.abandonUnfinished(Instant.parse("9999-01-01T00:00:00Z"));

    JsonNode report = Api.json(owner.get("/api/erasures/" + asked));
    assertThat(report.get("state").asText()).isEqualTo("failed");
    assertThat(report.get("error").asText()).contains("ask again");
  }

  private Response erase(String path, String body) {
    return owner.request().contentType("application/json").body(body).delete(path);
  }

  /** Lands and rolls up a capture. */
  private String personOfCapture() throws InterruptedException {
    String key = organisation.token(Scope.OTEL_WRITE);
    new Capture("claude-code-protobuf-delta").requests().forEach(request -> request.send(key));
    owner.post("/api/rollups", "{}");
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (persons().isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    return persons().get(0);
  }

  private List<String> persons() {
    return ledger
        .usage(organisation.id(), Capture.DAY, Capture.DAY, Set.of(Dimension.PERSON))
        .stream()
        .map(group -> group.by().get(Dimension.PERSON))
        .toList();
  }

  private JsonNode ended(Response asked) throws InterruptedException {
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
    String id = Api.json(asked).get("id").asText();
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (System.nanoTime() < deadline) {
      JsonNode report = Api.json(owner.get("/api/erasures/" + id));
      if (!report.get("finished_at").isNull()) {
        return report;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the erasure did not end");
  }
}
