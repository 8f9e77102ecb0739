package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.MovableClock;
import dev.millrace.Signal;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.ApiKey;
import dev.millrace.keys.KeyKind;
import dev.millrace.keys.KeyState;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.people.TestOrganisation;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as an owner makes, sees and ends them in the console. */
@QuarkusTest
class KeysPageTest extends ConsoleTest {

  private static final String HOSTILE = "\"><img src=x onerror=alert(1)>{x}<script>";

  @Inject Deliveries deliveries;
  @Inject Clock clock;

  @Test
  void showsNewTokenOnceWithButtonToCopyIt() {
    Page made = create(Map.of("name", "collector"));

    Token token = Token.parse(made.only("#token").val()).orElseThrow();
    assertThat(made.html().select("button[data-copy=token]")).hasSize(1);
    assertThat(made.response().header("Cache-Control")).isEqualTo("no-store");
    assertThat(owner.get("/keys").response().asString()).doesNotContain(token.secret());
    ApiKey key = keys.find(organisation.id(), token.id()).orElseThrow();
    assertThat(key.kind()).isEqualTo(KeyKind.ORGANIZATION);
    assertThat(key.scopes()).containsExactly(Scope.OTEL_WRITE);
    assertThat(key.expiresAt()).isNull();
  }

  @Test
  void makesOneKeyHoweverOftenTheFormIsSentAndThePageLoaded() {
    Page form = owner.get("/keys/new");

    Page first = owner.submit(form, "#new-key", Map.of("name", "collector"));
    Page second = owner.submit(form, "#new-key", Map.of("name", "collector"));

    String made = first.response().header("Location");
    assertThat(second.response().header("Location")).isEqualTo(made);
    assertThat(keys.list(organisation.id())).hasSize(2);
    assertThat(owner.get(made).html().select("#token")).hasSize(1);
    Page again = owner.get(made);
    assertThat(again.html().select("#token")).isEmpty();
    assertThat(again.text("[role=status]"))
        .isEqualTo(
            "This key was shown once and is hidden now. It still works. Lost it? Rotate it.");
  }

  @Test
  void showsNoTokenInAnotherBrowser() {
    Page answer = owner.submit(owner.get("/keys/new"), "#new-key", Map.of("name", "collector"));
    Browser other = Browser.signedIn(organisation.token(Scope.ADMIN));

    assertThat(other.get(answer.response().header("Location")).html().select("#token")).isEmpty();
  }

  @Test
  void rotatesOnceHoweverOftenTheFormIsSent() {
    KeyId old = key(create(Map.of("name", "collector"))).id();
    Page form = owner.get("/keys/" + old + "/rotate");

    owner.submit(form, "#rotate", Map.of());
    owner.submit(form, "#rotate", Map.of());

    assertThat(keys.list(organisation.id())).hasSize(3);
  }

  @Test
  void makesPersonalKeyOfMember() {
    organisation.personalToken("ada@example.com", Scope.OTEL_WRITE);

    Page made =
        create(
            Map.of(
                "name", "laptop",
                "type", "personal",
                "member", "ada@example.com",
                "scopes", "usage:read"));

    ApiKey key = key(made);
    assertThat(key.member()).isEqualTo("ada@example.com");
    assertThat(key.scopes()).containsExactly(Scope.USAGE_READ);
  }

  @ParameterizedTest
  @CsvSource({
    "30, '', 2026-12-23T00:30:00Z",
    "365, '', 2027-11-23T00:30:00Z",
    "date, 2026-11-30, 2026-12-01T00:00:00Z"
  })
  void makesKeyThatExpires(String expiry, String date, Instant at) {
    ((MovableClock) clock).set(Instant.parse("2026-11-23T00:30:00Z"));

    Page made = create(Map.of("name", "short", "expiry", expiry, "date", date));

    assertThat(key(made).expiresAt()).isEqualTo(at);
  }

  @ParameterizedTest
  @CsvSource({
    "name, '', 1 to 100 characters",
    "scopes, everything, a scope is one of",
    "type, personal, one of the members",
    "expiry, date, choose the day",
    "expiry, soon, choose the day"
  })
  void refusesFormThatIsWrongAndKeepsTheRestOfIt(String field, String value, String why) {
    Map<String, String> fields = new HashMap<>(Map.of("name", "kept", "expiry", "30"));
    fields.put(field, value);

    Page answer = create(fields);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("[role=alert]")).contains(why);
    assertThat(answer.only("#name").val()).isEqualTo(field.equals("name") ? "" : "kept");
    assertThat(keys.list(organisation.id())).hasSize(1);
  }

  @Test
  void showsWhoMadeKeyWhenItWasUsedAndHowItStands() {
    KeyId id = key(create(Map.of("name", "collector"))).id();
    assertThat(row(id)).contains("active", "never", "by key “a test's”");

    deliveries.accepted(
        new Deliveries.Source(organisation.id(), id, Signal.LOGS), 1, 1, 0, Map.of(), "tool/1");
    ((MovableClock) clock).advance(Duration.ofHours(2));
    assertThat(row(id)).contains("active", "2 hours ago");

    ((MovableClock) clock).advance(Duration.ofDays(3));
    assertThat(Browser.signedIn(organisation.token(Scope.ADMIN)).get("/keys").text("#key-" + id))
        .contains("quiet", "3 days ago");
  }

  @Test
  void revokesKeyOnceThatIsConfirmed() {
    KeyId id = key(create(Map.of("name", "collector"))).id();

    Page question = owner.get("/keys/" + id + "/revoke");
    assertThat(state(id)).isEqualTo(KeyState.ACTIVE);
    Page answer = owner.submit(question, "#revoke", Map.of());

    assertThat(answer.response().header("Location")).endsWith("/keys");
    assertThat(state(id)).isEqualTo(KeyState.REVOKED);
    assertThat(row(id)).contains("revoked").doesNotContain("Rotate");
    assertThat(owner.get("/keys/" + id + "/revoke").status()).isEqualTo(404);
  }

  @Test
  void doesNotRevokeKeyThatOwnerIsSignedInWith() {
    KeyId own = keys.list(organisation.id()).get(0).id();
    Page page = owner.get("/keys/" + own + "/revoke");

    String csrf = page.only("input[name=csrf]").val();
    Page answer = owner.post("/keys/" + own + "/revoke", Map.of("csrf", csrf));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("[role=alert]")).contains("signed in with this key");
    assertThat(state(own)).isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void rotatesKeyWithOverlap() {
    KeyId old = key(create(Map.of("name", "collector"))).id();

    Page made =
        owner.follow(owner.get("/keys/" + old + "/rotate"), "#rotate", Map.of("overlap", "168"));

    assertThat(made.text("main")).contains("Replace mro_" + old, "The old key works until");

    assertThat(key(made).name()).isEqualTo("collector");
    assertThat(keys.find(organisation.id(), old).orElseThrow().expiresAt())
        .isEqualTo(clock.instant().plus(Duration.ofDays(7)));
    assertThat(row(old)).contains("expiring", "in 7 days");
  }

  @ParameterizedTest
  @ValueSource(strings = {"revoke", "rotate"})
  void knowsNoKeyOfAnotherOrganisation(String action) {
    TestOrganisation other = new TestOrganisation(people, keys);
    KeyId id = Token.parse(other.token(Scope.OTEL_WRITE)).orElseThrow().id();
    String csrf = owner.get("/keys").only("input[name=csrf]").val();
    String path = "/keys/" + id + "/" + action;

    assertThat(owner.get(path).status()).isEqualTo(404);
    assertThat(owner.post(path, Map.of("csrf", csrf)).status()).isEqualTo(404);
    assertThat(owner.get("/keys").response().asString()).doesNotContain(id.value());
    assertThat(keys.find(other.id(), id).orElseThrow().state(clock.instant()))
        .isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void showsHostileNameAsText() {
    Page made = create(Map.of("name", HOSTILE));
    KeyId id = key(made).id();

    for (Page page : new Page[] {made, owner.get("/keys"), owner.get("/keys/" + id + "/revoke")}) {
      assertThat(page.text("main")).contains(HOSTILE);
      assertThat(page.html().select("img[onerror], main script")).isEmpty();
    }
  }

  private Page create(Map<String, String> fields) {
    return owner.follow(owner.get("/keys/new"), "#new-key", fields);
  }

  private ApiKey key(Page made) {
    assertThat(made.status()).as(made.text("main")).isEqualTo(200);
    Token token = Token.parse(made.only("#token").val()).orElseThrow();
    return keys.find(organisation.id(), token.id()).orElseThrow();
  }

  private KeyState state(KeyId id) {
    return keys.find(organisation.id(), id).orElseThrow().state(clock.instant());
  }

  private String row(KeyId id) {
    return owner.get("/keys").text("#key-" + id);
  }
}
