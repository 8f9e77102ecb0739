package dev.millrace.api;

import static dev.millrace.api.ProblemAssert.detailOfProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.MovableClock;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.otlp.TestExports;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys over HTTP: made, shown, used and revoked. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class KeysTest {

  private static final Duration CACHED = Duration.ofSeconds(60);

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore store;
  @Inject Clock clock;

  private TestOrganisation organisation;
  private Api owner;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    owner = new Api(organisation.token(Scope.values()));
  }

  @Test
  void givesMemberWhoIsNoOwnerNoKeyThatManages() {
    organisation.personalToken("ada@example.com", Scope.OTEL_WRITE);

    Response response =
        owner.post(
            "/api/keys",
            "{\"name\": \"mine\", \"type\": \"personal\", \"member\": \"ada@example.com\","
                + " \"scopes\": [\"admin\"]}");

    assertThat(detailOfProblem(response, 400)).contains("ada@example.com is no owner");
  }

  @Test
  void showsNewKeyAtItsLocationWithoutTheToken() {
    JsonNode key = newKey("{\"name\": \"collector\"}");

    JsonNode shown = Api.json(owner.get("/api/keys/" + key.get("id").asText()));

    assertThat(shown.get("name").asText()).isEqualTo("collector");
    assertThat(shown.has("token")).isFalse();
    assertThat(shown.get("created_at")).isEqualTo(key.get("created_at"));
  }

  @Test
  void makesKeyOfTheOrganisationThatSendsUnlessToldOtherwise() {
    Response response = owner.post("/api/keys", "{\"name\": \" collector \"}");

    JsonNode key = Api.json(response);
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.header("Location")).endsWith("/api/keys/" + key.get("id").asText());
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(key.get("name").asText()).isEqualTo("collector");
    assertThat(key.get("type").asText()).isEqualTo("organization");
    assertThat(key.get("scopes")).extracting(JsonNode::asText).containsExactly("otel:write");
    assertThat(key.get("created_at").asText()).isEqualTo(clock.instant().toString());
    assertThat(key.has("member") || key.has("expires_at") || key.has("revoked_at")).isFalse();
    assertThat(key.get("token").asText()).startsWith("mro_" + key.get("id").asText() + "_");
  }

  @Test
  void makesPersonalKeyOfMember() {
    organisation.personalToken("ada@example.com", Scope.OTEL_WRITE);

    JsonNode key =
        Api.json(
            owner.post(
                "/api/keys",
                """
                {"name": "laptop", "type": "personal", "member": " Ada@Example.COM",
                 "scopes": ["usage:read", "otel:write"], "expires_at": "2027-01-01T00:00:00Z"}
                """));

    assertThat(key.get("type").asText()).isEqualTo("personal");
    assertThat(key.get("member").asText()).isEqualTo("ada@example.com");
    assertThat(key.get("scopes"))
        .extracting(JsonNode::asText)
        .containsExactly("otel:write", "usage:read");
    assertThat(key.get("expires_at").asText()).isEqualTo("2027-01-01T00:00:00Z");
    assertThat(key.get("token").asText()).startsWith("mrp_");
  }

  @Test
  void tokenIsGoodAtOnce() {
    String token = newKey("{\"name\": \"collector\"}").get("token").asText();

    assertThat(send(token).statusCode()).isEqualTo(200);
  }

  @Test
  void tokenIsShownOnceAndIsNowhereElse() {
    Logged logged = new Logged();
    String token = newKey("{\"name\": \"collector\"}").get("token").asText();
    String secret = Token.parse(token).orElseThrow().secret();
    String list = owner.get("/api/keys").asString();
    send(token);
    owner.delete("/api/keys/" + Token.parse(token).orElseThrow().id());

    assertThat(list).contains("\"collector\"").doesNotContain(secret, "token", "sha256");
    assertThat(logged.stop()).noneMatch(message -> message.contains(secret));
    assertThat(everyObject()).noneMatch(content -> content.contains(secret));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                  | has to be a JSON object",
        "null                                                | has to be a JSON object",
        "{}                                                  | 1 to 100 characters",
        "{\"name\": \"  \"}                                  | 1 to 100 characters",
        "{\"name\": \"a\\ud800b\"}                           | no broken ones",
        "{\"name\": \"a\\u0000b\"}                           | no control characters",
        "{\"name\": [\"a\"]}                                 | (at .name)",
        "{\"name\": \"a\", \"type\": \"robot\"}              | organization or personal",
        "{\"name\": \"a\", \"type\": \"\"}                   | organization or personal",
        "{\"name\": \"a\", \"type\": \"personal\"}           | /api/members",
        "{\"name\": \"a\", \"type\": \"personal\", \"member\": \"no@body\"} | /api/members",
        "{\"name\": \"a\", \"member\": \"ada@example.com\"}  | only a key of type personal",
        "{\"name\": \"a\", \"scopes\": []}                   | at least one scope",
        "{\"name\": \"a\", \"scopes\": [null]}               | but was null",
        "{\"name\": \"a\", \"scopes\": \"admin\"}            | (at .scopes)",
        "{\"name\": \"a\", \"scopes\": [\"root\"]}           | but was \"root\"",
        "{\"name\": \"a\", \"expires_at\": \"tomorrow\"}     | (at .expires_at)",
        "{\"name\": \"a\", \"expires_at\": \"2026-11-22T23:59:59Z\"} | in the future",
        "{\"name\": \"a\", \"expires_at\": \"+1000000000-12-31T23:59:59Z\"} | or never",
        "[]                                                  | not the JSON",
        "\"name\"                                            | not the JSON",
        "{\"name\": \"a\"                                    | not",
        "name=a                                              | not JSON"
      })
  void refusesOrderThatIsWrongAndSaysWhatToChange(String order, String why) {
    int had = keys.list(organisation.id()).size();

    assertThat(detailOfProblem(owner.post("/api/keys", order), 400)).contains(why);
    assertThat(keys.list(organisation.id())).hasSize(had);
  }

  @Test
  void refusesNameThatIsTooLong() {
    String order = "{\"name\": \"" + "n".repeat(101) + "\"}";

    assertThat(detailOfProblem(owner.post("/api/keys", order), 400))
        .isEqualTo("a key's name is 1 to 100 characters, but was 101");
  }

  @Test
  void refusesMemberOfAnotherOrganisation() {
    new TestOrganisation(people, keys).personalToken("eve@example.com", Scope.OTEL_WRITE);
    String order = "{\"name\": \"a\", \"type\": \"personal\", \"member\": \"eve@example.com\"}";

    assertThat(detailOfProblem(owner.post("/api/keys", order), 400)).contains("/api/members");
  }

  @Test
  void revokedKeyIsRefusedOnceNobodyRemembersIt() {
    JsonNode key = newKey("{\"name\": \"collector\"}");
    assertThat(send(key.get("token").asText()).statusCode()).isEqualTo(200);

    assertThat(owner.delete("/api/keys/" + key.get("id").asText()).statusCode()).isEqualTo(204);
    ((MovableClock) clock).advance(CACHED);

    Response refused = send(key.get("token").asText());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.asString()).contains("was revoked");
    assertThat(Api.texts(owner.get("/api/keys"), "id")).contains(key.get("id").asText());
  }

  @Test
  void revokedKeyStaysRevokedAtItsTime() {
    String path = "/api/keys/" + newKey("{\"name\": \"collector\"}").get("id").asText();
    owner.delete(path);
    JsonNode once = Api.json(owner.get("/api/keys"));

    ((MovableClock) clock).advance(Duration.ofSeconds(5));
    assertThat(owner.delete(path).statusCode()).isEqualTo(204);

    assertThat(Api.json(owner.get("/api/keys"))).isEqualTo(once);
  }

  @Test
  void expiredKeyIsRefused() {
    String expiry = clock.instant().plusSeconds(30).toString();
    String order = "{\"name\": \"short\", \"expires_at\": \"" + expiry + "\"}";
    String token = newKey(order).get("token").asText();
    assertThat(send(token).statusCode()).isEqualTo(200);

    ((MovableClock) clock).advance(Duration.ofSeconds(30));

    assertThat(send(token).statusCode()).isEqualTo(401);
  }

  @Test
  void rotatedKeyWorksOnForTheOverlapBesideItsSuccessor() {
    JsonNode old = newKey("{\"name\": \"collector\", \"scopes\": [\"admin\"]}");

    JsonNode successor = rotated(old, "{\"overlap_hours\": 24}");

    assertThat(successor.get("name").asText()).isEqualTo("collector");
    assertThat(successor.get("scopes")).isEqualTo(old.get("scopes"));
    assertThat(successor.has("expires_at")).isFalse();
    ((MovableClock) clock).advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(statusWith(old)).isEqualTo(200);
    ((MovableClock) clock).advance(CACHED);
    assertThat(statusWith(old)).isEqualTo(401);
    assertThat(statusWith(successor)).isEqualTo(200);
  }

  @Test
  void rotatesPersonalKeyForAsLongAsItWasMadeFor() {
    organisation.personalToken("ada@example.com", Scope.OTEL_WRITE);
    String until = clock.instant().plus(Duration.ofDays(30)).toString();
    JsonNode old =
        newKey(
            """
            {"name": "laptop", "type": "personal", "member": "ada@example.com", "expires_at": "%s"}
            """
                .formatted(until));
    ((MovableClock) clock).advance(Duration.ofDays(29));

    JsonNode successor = rotated(old, "{\"overlap_hours\": 720}");

    assertThat(successor.get("member").asText()).isEqualTo("ada@example.com");
    assertThat(Instant.parse(successor.get("expires_at").asText()))
        .isEqualTo(clock.instant().plus(Duration.ofDays(30)));
    assertThat(Instant.parse(shown(old).get("expires_at").asText())).isEqualTo(until);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"overlap_hours\": -1}", "{\"overlap_hours\": 721}"})
  void refusesOverlapThatIsNoneOrEndless(String rotation) {
    String id = newKey("{\"name\": \"collector\"}").get("id").asText();

    assertThat(detailOfProblem(owner.post("/api/keys/" + id + "/rotate", rotation), 400))
        .contains("overlap_hours is 0 to 720");
  }

  @Test
  void refusesToRotateKeyThatIsNoLongerGood() {
    String id = newKey("{\"name\": \"collector\"}").get("id").asText();
    owner.delete("/api/keys/" + id);

    assertThat(detailOfProblem(owner.post("/api/keys/" + id + "/rotate", "{}"), 409))
        .contains("expired or was revoked");
  }

  @Test
  void saysHowItStandsWithKey() {
    JsonNode key = newKey("{\"name\": \"collector\"}");
    assertThat(shown(key).get("state").asText()).isEqualTo("active");

    rotated(key, "{\"overlap_hours\": 1}");

    assertThat(shown(key).get("state").asText()).isEqualTo("expiring");
    ((MovableClock) clock).advance(Duration.ofHours(1));
    assertThat(shown(key).get("state").asText()).isEqualTo("expired");
    owner.delete("/api/keys/" + key.get("id").asText());
    assertThat(shown(key).get("state").asText()).isEqualTo("revoked");
  }

  private JsonNode rotated(JsonNode key, String rotation) {
    Response response = owner.post("/api/keys/" + key.get("id").asText() + "/rotate", rotation);
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    return Api.json(response);
  }

  private JsonNode shown(JsonNode key) {
    return Api.json(owner.get("/api/keys/" + key.get("id").asText()));
  }

  private static int statusWith(JsonNode key) {
    return new Api(key.get("token").asText()).get("/api/keys").statusCode();
  }

  @Test
  void refusesToRevokeTheKeyOfTheRequest() {
    String own = Token.parse(owner.token()).orElseThrow().id().value();

    assertThat(detailOfProblem(owner.delete("/api/keys/" + own), 409)).contains("make another");
    assertThat(owner.get("/api/keys").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000000000", "short", "%00", "a%2Fb", "%F0%9F%94%91"})
  void findsNoUnknownKey(String id) {
    detailOfProblem(owner.delete("/api/keys/" + id), 404);
    detailOfProblem(owner.get("/api/keys/" + id), 404);
  }

  private JsonNode newKey(String order) {
    Response response = owner.post("/api/keys", order);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    return Api.json(response);
  }

  private static Response send(String token) {
    return new Api(token)
        .request()
        .contentType("application/octet-stream")
        .header("Content-Type", "application/x-protobuf")
        .body(TestExports.log("hello", "k", "v").message().toByteArray())
        .post("/v1/logs");
  }

  private List<String> everyObject() {
    try (var objects = store.list("")) {
      return objects
          .map(object -> store.get(object.key()).orElseThrow())
          .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
          .toList();
    }
  }

  /** Everything that is logged from here on. */
  private static final class Logged extends Handler {

    private final List<String> messages = new CopyOnWriteArrayList<>();

    Logged() {
      setLevel(Level.ALL);
      Logger.getLogger("").addHandler(this);
    }

    List<String> stop() {
      Logger.getLogger("").removeHandler(this);
      return messages;
    }

    @Override
    public void publish(LogRecord record) {
      messages.add(record.getMessage() + " " + List.of(parameters(record)) + record.getThrown());
    }

    private static Object[] parameters(LogRecord record) {
      return record.getParameters() == null ? new Object[0] : record.getParameters();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
