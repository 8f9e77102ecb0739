package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyCheck;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.KeyVerdict;
import dev.millrace.keys.Scope;
import dev.millrace.landing.LandedExports;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.tools.Capture;
import dev.millrace.usage.Computed;
import dev.millrace.usage.ErasureMessage;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupMessage;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the rollup function does and answers for each event that the platform may give it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class RollupFunctionTest {

  private static final LocalDate RECEIVED = Capture.DAY.plusDays(1);

  @Inject RollupFunction function;
  @Inject RollupRuns runs;
  @Inject ErasureRuns erasures;
  @Inject UsageLedger ledger;
  @Inject LandedExports landed;
  @Inject ObjectStore store;
  @Inject KeyCheck check;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectMapper json;

  private TestOrganisation organisation;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
  }

  @Test
  void rollsUpWhatMessageAsksFor() throws IOException {
    land();
    RollupRun run = runs.requested(new Partition(organisation.id(), RECEIVED), "test");

    JsonNode answer =
        answer(messages(json.writeValueAsString(RollupMessage.of(run, RollupExtent.NEW))));

    assertThat(answer.toString()).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(runs.latest(organisation.id(), 1).get(0).state()).isEqualTo(RollupRun.State.DONE);
    assertThat(ledger.usage(organisation.id(), Capture.DAY, Capture.DAY, Set.of())).isNotEmpty();
  }

  @Test
  void givesBackMessagesThatFailed() throws IOException {
    RollupMessage unknown =
        new RollupMessage(UUID.randomUUID(), organisation.id().value(), RECEIVED, RollupExtent.NEW);

    JsonNode answer = answer(messages("no JSON", json.writeValueAsString(unknown)));

    assertThat(answer.toString())
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"0\"},{\"itemIdentifier\":\"1\"}]}");
  }

  @Test
  void makesTheOthersWhenOneFails() throws IOException {
    land();
    RollupMessage poisoned =
        new RollupMessage(UUID.randomUUID(), organisation.id().value(), RECEIVED, RollupExtent.NEW);
    RollupRun run = runs.requested(new Partition(organisation.id(), RECEIVED), "test");

    JsonNode answer =
        answer(
            messages(
                json.writeValueAsString(poisoned),
                json.writeValueAsString(RollupMessage.of(run, RollupExtent.NEW))));

    assertThat(answer.toString()).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"0\"}]}");
    assertThat(runs.latest(organisation.id(), 1).get(0).state()).isEqualTo(RollupRun.State.DONE);
  }

  @Test
  void namesObjectThatIsDamagedAndMakesTheDay() throws IOException {
    land();
    TestOrganisation hurt = new TestOrganisation(people, keys);
    land(hurt);
    Partition damaged = new Partition(hurt.id(), RECEIVED);
    String object = landed.list(damaged).get(0).object().key();
    store.put(object, new byte[] {1, 2, 3});
    RollupRun poisoned = runs.requested(damaged, "test");
    RollupRun healthy = runs.requested(new Partition(organisation.id(), RECEIVED), "test");

    JsonNode answer =
        answer(
            messages(
                json.writeValueAsString(RollupMessage.of(poisoned, RollupExtent.NEW)),
                json.writeValueAsString(RollupMessage.of(healthy, RollupExtent.NEW))));

    assertThat(answer.toString()).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(runs.latest(organisation.id(), 1).get(0).setAside()).isEmpty();
    RollupRun hurtRun = runs.latest(hurt.id(), 1).get(0);
    assertThat(hurtRun.state()).isEqualTo(RollupRun.State.DONE);
    assertThat(hurtRun.setAsideTotal()).isEqualTo(1);
    assertThat(hurtRun.setAside())
        .containsExactly(
            new RollupRun.SetAside(
                object.replaceFirst(".*signal=(\\w+)/date=.*/([^.]+)[.].*", "$1/$2"),
                "what lies in the store is not what landed; sent again, it is repaired"));
  }

  @Test
  void asksForDaysThatOperatorNames() throws IOException {
    JsonNode answer =
        answer(
            "{\"task\": \"rollup\", \"org\": \"%s\", \"from\": \"2026-11-20\", \"to\": \"2026-11-22\"}"
                .formatted(organisation.id()));

    assertThat(answer.get("requested").findValuesAsText("received"))
        .containsExactly("2026-11-20", "2026-11-21", "2026-11-22");
    assertThat(runs.latest(organisation.id(), 10))
        .hasSize(3)
        .allMatch(run -> run.requestedBy().equals("operator"));
  }

  @Test
  void asksForDaysOfEveryOrganisation() throws IOException {
    OrgId other = new TestOrganisation(people, keys).id();

    JsonNode answer =
        answer("{\"task\": \"rollup\", \"from\": \"2026-11-21\", \"to\": \"2026-11-21\"}");

    assertThat(answer.get("requested").findValuesAsText("org"))
        .contains(organisation.id().value(), other.value());
    assertThat(answer.get("requested").findValuesAsText("received")).containsOnly("2026-11-21");
  }

  @Test
  void revokesKeyThatOperatorNames() throws IOException {
    String token = organisation.token(Scope.OTEL_WRITE);
    String task = "{\"task\": \"revoke-key\", \"org\": \"%s\", \"id\": \"%s\"}";
    String id = token.split("_")[1];

    assertThat(answer(task.formatted(organisation.id(), id)).get("revoked").asBoolean()).isTrue();
    assertThat(answer(task.formatted(organisation.id(), "none00000000")).get("revoked").asBoolean())
        .isFalse();

    assertThat(check.check("Bearer " + token)).isInstanceOf(KeyVerdict.Refused.class);
  }

  @Test
  void asksOnScheduleForWhatHasGrown() throws IOException {
    land();

    JsonNode answer =
        answer(
            "{\"source\": \"aws.events\", \"detail-type\": \"Scheduled Event\", \"detail\": {}}");

    assertThat(answer.get("requested").findValuesAsText("org")).contains(organisation.id().value());
    assertThat(runs.latest(organisation.id(), 10))
        .extracting(run -> run.partition().received())
        .containsExactly(RECEIVED);
  }

  @Test
  void makesOrganisationAndItsOwnersKey() throws IOException {
    OrgId org = new OrgId("org-" + UUID.randomUUID());

    JsonNode answer = answer("{\"task\": \"create-organization\", \"id\": \"%s\"}".formatted(org));

    KeyVerdict verdict = check.check("Bearer " + answer.get("token").asText());
    assertThat(verdict).isInstanceOf(KeyVerdict.Accepted.class);
    KeyVerdict.Accepted accepted = (KeyVerdict.Accepted) verdict;
    assertThat(accepted.key().org()).isEqualTo(org);
    assertThat(accepted.key().scopes()).containsExactlyInAnyOrder(Scope.values());
    assertThat(people.organisations()).contains(org);
  }

  @Test
  void erasesWhomMessageAsksFor() throws IOException {
    land();
    UUID erasure = erasures.requested(organisation.id(), "test").id();
    String message =
        json.writeValueAsString(
            new ErasureMessage(erasure, organisation.id().value(), Set.of("nobody")));

    JsonNode answer = answer(messages(message));

    assertThat(answer.toString()).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(erasures.find(organisation.id(), erasure).orElseThrow().state())
        .isEqualTo(RollupRun.State.DONE);
  }

  @Test
  void asksForErasureThatOperatorWants() throws IOException {
    JsonNode answer =
        answer(
            "{\"task\": \"erase-person\", \"org\": \"%s\", \"email\": \"ada@example.com\"}"
                .formatted(organisation.id()));

    UUID erasure = UUID.fromString(answer.get("erasure").asText());
    assertThat(erasures.find(organisation.id(), erasure).orElseThrow().requestedBy())
        .isEqualTo("operator");
  }

  @Test
  void deletesOrganisationThatIsNamedTwice() throws IOException {
    String id = organisation.id().value();
    land();

    assertThatThrownBy(() -> answer("{\"task\": \"delete-organization\", \"id\": \"" + id + "\"}"))
        .hasMessage("delete-organization needs an id, and the same again in confirm");
    JsonNode answer =
        answer(
            "{\"task\": \"delete-organization\", \"id\": \"%s\", \"confirm\": \"%s\"}"
                .formatted(id, id));

    assertThat(answer.get("objects").asInt()).isPositive();
    assertThat(people.organisations()).doesNotContain(organisation.id());
  }

  @Test
  void migratesDatabaseThatIsUpToDate() throws IOException {
    assertThat(answer("{\"task\": \"migrate\"}").get("migrated").asText())
        .startsWith("jdbc:postgresql://");
  }

  @Test
  void takesUsageBackWhenDatabaseLostIt() throws IOException {
    land();
    RollupRun run = runs.requested(new Partition(organisation.id(), RECEIVED), "test");
    var unused = answer(messages(json.writeValueAsString(RollupMessage.of(run, RollupExtent.NEW))));
    var before = ledger.usage(organisation.id(), Capture.DAY, Capture.DAY, Set.of());
    ledger.replace(organisation.id(), Capture.DAY, List.of(), new Computed(Instant.EPOCH, null));

    String task = "{\"task\": \"restore-usage\", \"org\": \"%s\"}".formatted(organisation.id());

    assertThat(answer(task).at("/restored/" + organisation.id()).asInt()).isEqualTo(1);
    assertThat(ledger.usage(organisation.id(), Capture.DAY, Capture.DAY, Set.of()))
        .isNotEmpty()
        .isEqualTo(before);
    assertThat(answer(task).at("/restored/" + organisation.id()).asInt()).isZero();
  }

  @Test
  void copiesDatabaseIntoTheStore() throws IOException {
    JsonNode answer = answer("{\"task\": \"back-up-database\"}");

    assertThat(store.get(answer.get("backup").asText())).isPresent();
    assertThat(answer.get("rows").asInt()).isPositive();
  }

  @Test
  void refusesToRestoreOverWhatIsThere() throws IOException {
    String backup = answer("{\"task\": \"back-up-database\"}").get("backup").asText();

    assertThatThrownBy(() -> answer("{\"task\": \"restore-database\"}"))
        .hasMessage("restore-database needs a backup, as back-up-database answered it");
    assertThatThrownBy(
            () -> answer("{\"task\": \"restore-database\", \"backup\": \"" + backup + "\"}"))
        .hasMessageStartingWith("a backup is restored into a database without organisations");
  }

  @Test
  void refusesEventThatSaysNothing() {
    assertThatThrownBy(() -> answer("{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an event comes from a schedule or the queue, or names in task one of rollup, migrate,"
                + " create-organization, revoke-key, land-dead-letters, erase-person,"
                + " delete-organization, back-up-database, restore-database, restore-usage");
  }

  @Test
  void refusesUnknownTask() {
    assertThatThrownBy(() -> answer("{\"task\": \"dance\"}"))
        .hasMessageContaining("delete-organization");
  }

  private void land() {
    land(organisation);
  }

  private static void land(TestOrganisation whose) {
    String key = whose.token(Scope.OTEL_WRITE);
    new Capture("claude-code-protobuf-delta").requests().forEach(request -> request.send(key));
  }

  private String messages(String... bodies) throws IOException {
    var records = json.createArrayNode();
    for (String body : bodies) {
      records.add(
          json.valueToTree(
              Map.of("messageId", String.valueOf(records.size()), "body", body, "attributes", "")));
    }
    return json.createObjectNode().set("Records", records).toString();
  }

  private JsonNode answer(String event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    function.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, null);
    return json.readTree(out.toByteArray());
  }
}
