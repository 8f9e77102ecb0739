package dev.millrace.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.database.TestDatabase;
import dev.millrace.functions.FunctionUrl.Request;
import dev.millrace.functions.FunctionUrl.Response;
import dev.millrace.otlp.Export;
import dev.millrace.tools.Capture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The function that makes rollups, from an empty database to figures: an operator's tasks, the
 * timer's and the queue's events, one after the other as in a deployment's first days.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollupAtWorkTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Account account;
  private static Environment rollup;
  private static FunctionUrl ingest;
  private static FunctionUrl console;
  private static String owner = "";

  @BeforeAll
  static void deploy(@TempDir Path folder) {
    account = new Account(folder, TestDatabase.createEmpty());
    rollup = account.rollup();
    ingest = new FunctionUrl(account.ingest());
    console = new FunctionUrl(account.console());
  }

  @AfterAll
  static void end() throws IOException {
    account.close();
  }

  @Test
  @Order(1)
  void makesTheSchemaAgainAndAgain() {
    assertThat(asked("{'task': 'migrate'}").get("migrated").asText())
        .startsWith("jdbc:postgresql:");
    assertThat(asked("{'task': 'migrate'}").get("migrated").asText())
        .startsWith("jdbc:postgresql:");
  }

  @Test
  @Order(2)
  void makesOrganisationsAndTheirOwners() {
    owner = account.owner(rollup, "acme");
    account.owner(rollup, "other");

    assertThat(console.send(Request.get("/api/keys").withKey(owner)).status()).isEqualTo(200);
  }

  @Test
  @Order(3)
  void makesFiguresWhenTheTimerSaysSo() {
    for (Export export : new Capture("claude-code-protobuf-delta").exports()) {
      byte[] body = export.message().toByteArray();
      Request request = Request.post("/v1/" + export.signal(), "application/x-protobuf", body);
      assertThat(ingest.send(request.withKey(owner)).status()).isEqualTo(200);
    }

    JsonNode answer = asked("{'source': 'aws.scheduler', 'detail-type': 'Scheduled Event'}");

    assertThat(answer.get("requested").findValuesAsText("org")).containsOnly("acme");
    assertThat(usage()).contains("claude-code");
    assertThat(account.objects("usage/org=acme/event_date=2026-11-22/")).hasSize(1);
    assertThat(account.objects("lake/activity/org=acme/")).isNotEmpty();
  }

  @Test
  @Order(4)
  void hasNothingToDoTheNextTime() {
    assertThat(asked("{'task': 'rollup'}").get("requested")).isEmpty();
  }

  @Test
  @Order(5)
  void makesDaysAgain() {
    String today = LocalDate.now(ZoneOffset.UTC).toString();

    JsonNode answer =
        asked(
            "{'task': 'rollup', 'org': 'acme', 'from': '%s', 'to': '%s'}".formatted(today, today));
    JsonNode all = asked("{'task': 'rollup', 'from': '%s'}".formatted(today));

    assertThat(answer.get("requested").findValuesAsText("org")).containsExactly("acme");
    assertThat(all.get("requested").findValuesAsText("org"))
        .containsExactlyInAnyOrder("acme", "other");
    assertThat(usage()).contains("claude-code");
  }

  @Test
  @Order(6)
  void tellsTheQueueWhatFailedAndThatAlone() throws IOException {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    String good = asked("{'task': 'rollup', 'org': 'acme'}").get("requested").get(0).toString();
    String poison =
        "{\"run\": \"%s\", \"org\": \"acme\", \"received\": \"%s\"}"
            .formatted(UUID.randomUUID(), today);

    JsonNode answer = answered(messages(poison, good, "no JSON at all"));

    assertThat(answer.get("batchItemFailures").findValuesAsText("itemIdentifier"))
        .containsExactly("0", "2");
  }

  @Test
  @Order(7)
  void revokesKeys() {
    String id = owner.split("_")[1];

    assertThat(
            asked("{'task': 'revoke-key', 'org': 'acme', 'id': '%s'}".formatted(id))
                .get("revoked")
                .asBoolean())
        .isTrue();

    assertThat(account.console().invoke(FunctionUrl.event(Request.get("/api/keys").withKey(owner))))
        .asString()
        .contains("401");
  }

  @Test
  @Order(8)
  void failsOnWhatItDoesNotKnowAndWorksOn() {
    assertThat(rollup.failure("{\"task\": \"dance\"}".getBytes(UTF_8))).contains("dance");
    assertThat(asked("{'task': 'rollup'}").get("requested")).isEmpty();
  }

  @Test
  @Order(9)
  void givesMessagesBackWhileTheDatabaseSleeps() throws IOException {
    Environment asleep =
        account.rollup(
            "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:1/asleep",
            "MILLRACE_DATABASE_CONNECT_WITHIN", "1s");
    String message =
        "{\"run\": \"%s\", \"org\": \"acme\", \"received\": \"2026-11-22\"}"
            .formatted(UUID.randomUUID());

    JsonNode answer = FunctionUrl.json(asleep.invoke(messages(message)));

    assertThat(answer.get("batchItemFailures").findValuesAsText("itemIdentifier"))
        .containsExactly("0");
  }

  private static String usage() {
    Response response =
        console.send(
            Request.get("/api/usage?from=2026-11-22&to=2026-11-22&by=tool&format=csv")
                .withKey(owner));
    assertThat(response.status()).as(response::text).isEqualTo(200);
    return response.text();
  }

  /** JSON with single quotes. */
  private static JsonNode asked(String event) {
    return answered(event.replace('\'', '"').getBytes(UTF_8));
  }

  private static JsonNode answered(byte[] event) {
    return FunctionUrl.json(rollup.invoke(event));
  }

  private static byte[] messages(String... bodies) throws IOException {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (int i = 0; i < bodies.length; i++) {
      records
          .addObject()
          .put("messageId", String.valueOf(i))
          .put("body", bodies[i])
          .put("eventSource", "aws:sqs");
    }
    return JSON.writeValueAsBytes(event);
  }
}
