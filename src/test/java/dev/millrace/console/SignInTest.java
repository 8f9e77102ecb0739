package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.MovableClock;
import dev.millrace.keys.KeysConfig;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.people.Member;
import dev.millrace.people.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in with which key, for how long, and how they go out. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest extends ConsoleTest {

  private static final String ADA = "ada@example.com";

  @Inject Clock clock;
  @Inject KeysConfig config;

  private Browser browser;
  private Duration waited = Duration.ZERO;

  /** Wrong keys of earlier tests came from this address too. */
  @BeforeEach
  void waitOutTheMinute() {
    waited = waited.plusMinutes(1);
    ((MovableClock) clock).advance(waited);
    browser = new Browser();
  }

  @Test
  void opensToOrganisationsKeyWithScopeAdmin() {
    Page answer = signIn(organisation.token(Scope.ADMIN));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.response().header("Location")).endsWith("/");
    assertThat(answer.response().header("Set-Cookie"))
        .startsWith("millrace=")
        .endsWith("; Max-Age=43200; Path=/; HttpOnly; SameSite=Strict");
    assertThat(browser.get("/").text(".out")).contains(organisation.id().value());
  }

  @Test
  void leadsToThePageThatWasWanted() {
    String wanted = "/usage?days=90&team=a%26b";
    Browser stranger = new Browser();

    Page signIn = stranger.get(stranger.get(wanted).response().header("Location"));
    Page answer = stranger.submit(signIn, "form", Map.of("key", organisation.token(Scope.ADMIN)));

    assertThat(answer.response().header("Location")).endsWith(wanted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "/%zz",
        "nonsense",
        ""
      })
  void leadsNowhereElse(String to) {
    Map<String, String> form = Map.of("key", organisation.token(Scope.ADMIN), "to", to);

    Page answer = browser.submit(browser.get("/sign-in"), "form", form);

    assertThat(URI.create(answer.response().header("Location")).getPath()).isEqualTo("/");
    assertThat(answer.response().header("Location")).doesNotContain("elsewhere");
  }

  @Test
  void takesBlanksAroundPastedKey() {
    assertThat(signIn("  " + organisation.token(Scope.ADMIN) + "\n").status()).isEqualTo(303);
  }

  @Test
  void opensToOwnersPersonalKeyAsLongAsTheyAreOwner() {
    String token = organisation.personalToken(ADA, Scope.ADMIN);
    people.put(organisation.id(), List.of(new Member(ADA, "Ada", "", Role.OWNER)));
    signIn(token);
    assertThat(browser.get("/").status()).isEqualTo(200);

    people.put(organisation.id(), List.of(new Member(ADA, "Ada", "", Role.MEMBER)));

    assertThat(browser.get("/").status()).isEqualTo(303);
  }

  @Test
  void refusesPersonalKeyOfMemberWhoIsNoOwner() {
    String token = organisation.personalToken(ADA, Scope.ADMIN);
    people.put(organisation.id(), List.of(new Member(ADA, "Ada", "", Role.MEMBER)));

    refuses(token, "a member who is no owner");
  }

  @Test
  void refusesKeyWithoutScopeAdmin() {
    refuses(organisation.token(Scope.OTEL_WRITE, Scope.USAGE_READ), "lacks the scope admin");
  }

  @Test
  void refusesWhatIsNoKey() {
    refuses(
        "<script>alert(1)</script>",
        "That is not a Millrace key. It starts with mro_ or mrp_ and has to be pasted whole.");
  }

  @Test
  void refusesRevokedKey() {
    String token = organisation.token(Scope.ADMIN);
    revoke(token);

    refuses(token, "was revoked");
  }

  @Test
  void endsWithTheKey() {
    String token = organisation.token(Scope.ADMIN);
    signIn(token);
    revoke(token);

    ((MovableClock) clock).advance(config.cache().hit());

    assertThat(browser.get("/").status()).isEqualTo(303);
  }

  @Test
  void endsAfterTwelveHours() {
    signIn(organisation.token(Scope.ADMIN));
    ((MovableClock) clock).advance(Duration.ofHours(12).minusSeconds(1));
    assertThat(browser.get("/").status()).isEqualTo(200);

    ((MovableClock) clock).advance(Duration.ofSeconds(1));

    assertThat(browser.get("/").status()).isEqualTo(303);
  }

  @Test
  void endsWithSignOut() {
    Browser copy = owner.copy();

    Page answer = owner.submit(owner.get("/"), "form[action=/sign-out]", Map.of());

    assertThat(answer.response().header("Set-Cookie")).startsWith("millrace=; Max-Age=0;");
    assertThat(answer.response().header("Location")).endsWith("/sign-in");
    assertThat(owner.get("/").status()).isEqualTo(303);
    assertThat(copy.get("/").status()).isEqualTo(303);
  }

  @Test
  void leavesOtherSessionsOfTheSameKeyAtSignOut() {
    String token = organisation.token(Scope.ADMIN);
    Browser one = Browser.signedIn(token);
    Browser other = Browser.signedIn(token);

    one.submit(one.get("/"), "form[action=/sign-out]", Map.of());

    assertThat(other.get("/").status()).isEqualTo(200);
  }

  @Test
  void staysOpenToBrowserWithCookiesOfNeighbours() {
    String cookies = "$Version=x; =; other=\"; millrace=" + owner.cookie("millrace");

    int status = RestAssured.given().header("Cookie", cookies).get("/keys").statusCode();

    assertThat(status).isEqualTo(200);
  }

  @Test
  void makesAddressWaitAfterFiveWrongKeysInAMinute() {
    String good = organisation.token(Scope.ADMIN);
    for (int i = 0; i < 5; i++) {
      assertThat(signIn("wrong").status()).isEqualTo(403);
    }

    Page answer = signIn("wrong");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(Integer.parseInt(answer.response().header("Retry-After"))).isBetween(1, 61);
    assertThat(answer.text("[role=alert]")).contains("too many wrong keys");
    assertThat(signIn(good).status()).isEqualTo(303);
    ((MovableClock) clock).advance(Duration.ofMinutes(1));
    assertThat(signIn("wrong").status()).isEqualTo(403);
  }

  @Test
  void offersNoProviderWhereNoneIsConfigured() {
    assertThat(browser.get("/sign-in").html().select("#elsewhere")).isEmpty();
    assertThat(browser.get("/sign-in/oidc").status()).isEqualTo(404);
    assertThat(browser.get("/sign-in/oidc/return?code=a&state=b").status()).isEqualTo(404);
  }

  @Test
  void refusesFormOfAnotherSite() {
    int status =
        browser
            .request()
            .header("Origin", "https://elsewhere.example")
            .formParam("key", organisation.token(Scope.ADMIN))
            .post("/sign-in")
            .statusCode();

    assertThat(status).isEqualTo(403);
  }

  private void refuses(String token, String why) {
    Page answer = signIn(token);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("[role=alert]")).contains(why);
    assertThat(answer.response().header("Set-Cookie")).isNull();
    assertThat(answer.response().asString()).doesNotContain(token);
    assertThat(browser.get("/").status()).isEqualTo(303);
  }

  private Page signIn(String token) {
    return browser.submit(browser.get("/sign-in"), "form", Map.of("key", token));
  }

  private void revoke(String token) {
    KeyId id = Token.parse(token).orElseThrow().id();
    keys.revoke(organisation.id(), id);
  }
}
