package dev.millrace;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.tools.Capture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The main job from end to end, over HTTP only: an owner makes a key, a client's captured requests
 * are sent with it, the day is rolled up, and the usage is what the client's payload truly holds.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class EndToEndTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject People people;
  @Inject KeyRegistry keys;

  private String owner;

  @BeforeEach
  void enrol() {
    owner = new TestOrganisation(people, keys).token(Scope.values());
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.tools.Capture#claudeCode")
  void showsWhatTheClientReported(String name) throws Exception {
    Capture capture = new Capture(name);

    send(capture, newKey("{\"name\": \"collector\"}"));
    rollUp();

    assertThat(totals(usage("by="))).isEqualTo(CapturedTotals.of(capture));
    assertThat(tokensByModel(usage("by=model"))).isEqualTo(CapturedTotals.tokensByModel(capture));
  }

  @ParameterizedTest
  @CsvSource({
    "codex-protobuf, codex, 11098",
    "copilot-cli-protobuf, copilot-cli, 9700",
    "gemini-cli-http, gemini-cli, 10228",
    "opencode-http, opencode, 9426",
    "qwen-code-http, qwen-code, 9700",
  })
  void showsWhatOtherToolsReported(String name, String tool, long tokensInput) throws Exception {
    send(new Capture(name), newKey("{\"name\": \"collector\"}"));
    rollUp();

    JsonNode rows = usage("by=tool").get("rows");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("tool").asText()).isEqualTo(tool);
    assertThat(rows.get(0).get("sessions").asLong()).isEqualTo(1);
    assertThat(rows.get(0).get("tokens_input").asLong()).isEqualTo(tokensInput);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"claude-code-2.0.76-json", "claude-code-json-delta", "claude-code-protobuf-delta"})
  void showsTheSameFromCollectorThatAggregates(String name) throws Exception {
    Capture capture = new Capture(name);

    new AggregatedCapture(capture, "").send(newKey("{\"name\": \"collector\"}"));
    rollUp();

    assertThat(totals(usage("by="))).isEqualTo(CapturedTotals.of(capture));
    assertThat(tokensByModel(usage("by=model"))).isEqualTo(CapturedTotals.tokensByModel(capture));
  }

  @Test
  void showsTheSameWhenEverythingIsSentTwiceAndRolledUpTwice() throws Exception {
    Capture capture = new Capture("claude-code-protobuf-cumulative");
    String key = newKey("{\"name\": \"collector\"}");
    send(capture, key);
    rollUp();
    JsonNode once = usage("by=date,person,tool,model,team,terminal");

    send(capture, key);
    send(capture, newKey("{\"name\": \"another path\"}"));
    rollUp();

    assertThat(usage("by=date,person,tool,model,team,terminal")).isEqualTo(once);
  }

  @Test
  void attributesPersonalKeyToItsOwner() throws Exception {
    authorized()
        .body("[{\"email\": \"Ada@Example.com\", \"team\": \"engines\"}]")
        .contentType("application/json")
        .put("/api/members")
        .then()
        .statusCode(200);
    String key =
        newKey("{\"name\": \"laptop\", \"type\": \"personal\", \"member\": \"ada@example.com\"}");

    send(new Capture("claude-code-api-errors"), key);
    rollUp();

    JsonNode rows = usage("by=person,team").get("rows");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("person").asText()).isEqualTo("ada@example.com");
    assertThat(rows.get(0).get("team").asText()).isEqualTo("engines");
  }

  @Test
  void givesTheSameFiguresAsCsv() throws Exception {
    send(new Capture("claude-code-protobuf-delta"), newKey("{\"name\": \"collector\"}"));
    rollUp();

    String csv =
        authorized()
            .get("/api/usage?from=2026-11-22&to=2026-11-22&by=tool&format=csv")
            .then()
            .statusCode(200)
            .contentType("text/csv")
            .extract()
            .asString();

    String[] lines = csv.split("\n");
    assertThat(lines).hasSize(2);
    assertThat(lines[0]).startsWith("tool,people,people_on_roster,active_days,sessions,");
    assertThat(lines[1]).startsWith("claude-code,1,0,1,1,");
  }

  @Test
  void showsWhatArrived() throws Exception {
    Capture capture = new Capture("claude-code-protobuf-gzip");
    send(capture, newKey("{\"name\": \"collector\"}"));

    JsonNode heartbeats = JSON.readTree(authorized().get("/api/deliveries").asString());

    assertThat(heartbeats).hasSize(2);
    assertThat(heartbeats.get(0).get("sender").asText()).startsWith("claude-code 2.");
    assertThat(heartbeats.get(0).get("requests").asInt()).isPositive();
  }

  private void send(Capture capture, String key) {
    capture.requests().forEach(request -> request.send(key).then().statusCode(200));
  }

  private String newKey(String wanted) throws Exception {
    String answer =
        authorized()
            .contentType("application/json")
            .body(wanted)
            .post("/api/keys")
            .then()
            .statusCode(201)
            .extract()
            .asString();
    return JSON.readTree(answer).get("token").asText();
  }

  private void rollUp() throws Exception {
    authorized()
        .contentType("application/json")
        .body("{\"from\": \"2026-11-23\"}")
        .post("/api/rollups")
        .then()
        .statusCode(202);
    await();
  }

  private void await() throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode run = JSON.readTree(authorized().get("/api/rollups").asString()).get(0);
      assertThat(run.get("error").asText()).isEmpty();
      if (run.get("state").asText().equals("done")) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the rollup did not end");
  }

  private JsonNode usage(String by) throws Exception {
    return JSON.readTree(
        authorized()
            .get("/api/usage?from=2026-11-21&to=2026-11-23&" + by)
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private io.restassured.specification.RequestSpecification authorized() {
    return given().header("Authorization", "Bearer " + owner);
  }

  private static Map<String, BigDecimal> totals(JsonNode usage) {
    JsonNode row = usage.get("rows").get(0);
    Map<String, BigDecimal> totals = new TreeMap<>();
    for (String figure : CapturedTotals.FIGURES) {
      totals.put(figure, row.get(figure).decimalValue().stripTrailingZeros());
    }
    return totals;
  }

  private static Map<String, Long> tokensByModel(JsonNode usage) {
    Map<String, Long> tokens = new TreeMap<>();
    for (JsonNode row : usage.get("rows")) {
      for (String kind : CapturedTotals.TOKENS) {
        if (row.get(kind).asLong() > 0) {
          tokens.put(row.get("model").asText() + " " + kind, row.get(kind).asLong());
        }
      }
    }
    return tokens;
  }
}
