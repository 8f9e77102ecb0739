package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.OrgId;
import dev.millrace.console.TestProvider.Signer;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.people.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Signing in by an OpenID provider in place of a key. */
@QuarkusTest
@TestProfile(SingleSignOnTest.WithProvider.class)
class SingleSignOnTest {

  private static final OrgId ORG = new OrgId("single-sign-on");
  private static final String ADA = "ada@example.com";
  private static final String BACK = "/sign-in/oidc/return";

  @Inject People people;

  @SuppressWarnings("NullAway.Init") // injected by ProviderResource
  TestProvider provider;

  private final Browser browser = new Browser();

  @BeforeEach
  void makeAdaOwner() {
    people.createOrganisation(ORG, "Single sign-on");
    give(Role.OWNER);
  }

  @Test
  void isOfferedOnSignIn() {
    assertThat(browser.get("/sign-in").only("#elsewhere").attr("href")).isEqualTo("/sign-in/oidc");
  }

  @Test
  void opensToOwner() {
    Page page = comeBack(Map.of("email", "Ada@Example.com"));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text("h1")).isEqualTo("You are signed in");
    assertThat(page.response().header("Refresh")).isEqualTo("0; url=/");
    assertThat(browser.get("/").text(".out")).contains(ORG.value());
    assertThat(browser.get("/people").text("#roster")).contains("you");
  }

  @Test
  void leadsToThePageThatWasWanted() {
    String wanted = "/usage?team=engines&days=7";
    Page signIn = browser.get(browser.get(wanted).response().header("Location"));
    Page sent = left(signIn.only("#elsewhere").attr("href"));
    Page page = browser.get(wayBack(sent, Map.of("email", ADA)));

    assertThat(page.response().header("Refresh")).isEqualTo("0; url=" + wanted);
    assertThat(page.only("main a").attr("href")).isEqualTo(wanted);
    assertThat(browser.cookie("millrace-to")).isEmpty();
  }

  @Test
  void leadsToNoOtherSite() {
    Page sent = left("/sign-in/oidc?to=%2F%2Fevil.example");
    Page page = browser.get(wayBack(sent, Map.of("email", ADA)));

    assertThat(page.response().header("Refresh")).isEqualTo("0; url=/");
  }

  private Page left(String way) {
    return browser.get(location(browser.get(way)).getPath());
  }

  @Test
  void asksForNothingButTheAddress() {
    Page sent = browser.get("/sign-in/oidc");
    provider.signIn(location(sent), Map.of());
    assertThat(provider.asked("scope")).isEqualTo("openid email");
    assertThat(provider.asked("response_type")).isEqualTo("code");
    assertThat(provider.asked("redirect_uri")).startsWith("http://").endsWith(BACK);
    assertThat(provider.asked("code_challenge_method")).isEqualTo("S256");
    assertThat(sent.cookies())
        .singleElement()
        .asString()
        .startsWith("q_auth_console")
        .contains("Max-Age=600", "Path=/sign-in/oidc", "HTTPOnly", "SameSite=Lax");
  }

  @Test
  void leavesNothingInTheBrowserButTheSession() {
    Page page = comeBack(Map.of("email", ADA));
    assertThat(page.cookies())
        .filteredOn(cookie -> !cookie.contains("Max-Age=0"))
        .singleElement()
        .asString()
        .startsWith("millrace=")
        .endsWith("; Max-Age=43200; Path=/; HttpOnly; SameSite=Strict");
    assertThat(page.cookies())
        .filteredOn(cookie -> cookie.contains("Max-Age=0"))
        .singleElement()
        .asString()
        .startsWith("q_auth_console");
  }

  @Test
  void takesAnswerOnce() {
    String way = wayBack(Map.of("email", ADA));
    Browser copy = browser.copy();
    assertThat(browser.get(way).status()).isEqualTo(200);
    assertThat(browser.get(way).text("main")).contains("not begun in this browser");
    refuses(copy, copy.get(way), "not to be believed");
  }

  @Test
  void readsVerificationThatIsWrittenAsText() {
    assertThat(comeBack(Map.of("email", ADA, "email_verified", "true")).status()).isEqualTo(200);
  }

  @Test
  void isNotOpenToMemberWhoIsNoOwner() {
    give(Role.MEMBER);
    refuses(comeBack(Map.of("email", ADA)), "ada@example.com is no owner here");
  }

  @Test
  void isNotOpenToStranger() {
    refuses(comeBack(Map.of("email", "<b>eve</b>@example.com")), "<b>eve</b>@example.com is no");
  }

  static Stream<Arguments> doubtful() {
    return Stream.of(
        Arguments.of("nonce", "of another sign-in", "not to be believed"),
        Arguments.of("nonce", null, "not to be believed"),
        Arguments.of("iss", "https://elsewhere.example", "not to be believed"),
        Arguments.of("aud", "another", "not to be believed"),
        Arguments.of("azp", "another", "another client"),
        Arguments.of("sub", null, "not to be believed"),
        Arguments.of("exp", 1, "not to be believed"),
        Arguments.of("exp", null, "not to be believed"),
        Arguments.of("email_verified", false, "has not verified"),
        Arguments.of("email_verified", null, "has not verified"),
        Arguments.of("email", null, "no e-mail address"));
  }

  @ParameterizedTest
  @MethodSource("doubtful")
  void refusesTokenWith(String claim, @Nullable Object value, String why) {
    Map<String, @Nullable Object> claims = new HashMap<>(Map.of("email", ADA));
    claims.put(claim, value);
    refuses(comeBack(claims), why);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KEY")
  void refusesTokenSignedBy(Signer signer) {
    String way = wayBack(Map.of("email", ADA));
    provider.letSign(signer);
    refuses(browser.get(way), "not to be believed");
  }

  static Stream<Object> redemptions() {
    return Stream.of(
        Map.of("access_token", "no identity"),
        Map.of("id_token", ""),
        Map.of("id_token", "a word", "access_token", "another"),
        Map.of("id_token", "e30.e30.e30"),
        Map.of("id_token", 1),
        List.of(),
        "a word");
  }

  @ParameterizedTest
  @MethodSource("redemptions")
  void refusesWhatIsNoIdentityToken(Object redemption) {
    String way = wayBack(Map.of("email", ADA));
    provider.letRedeem(redemption);
    refuses(browser.get(way), "not to be believed");
  }

  @Test
  void refusesCodeOfAnotherBrowser() {
    String stolen = wayBack(Map.of("email", ADA));
    String code = stolen.substring(0, stolen.indexOf('&'));
    Browser thief = new Browser();
    String state =
        TestProvider.fields(location(thief.get("/sign-in/oidc")).getRawQuery()).get("state");
    refuses(thief, thief.get(code + "&state=" + state), "not to be believed");
  }

  @Test
  void looksAtNoTokenThatABrowserBrings() {
    provider.signIn(location(browser.get("/sign-in/oidc")), Map.of("email", ADA));
    Browser forger = new Browser();
    // As Quarkus would keep it, with an access and a refresh token beside it.
    forger.keep("q_session_console", provider.token() + "|opaque|||opaque");
    refuses(forger, forger.get(BACK), "not to be believed");
    assertThat(forger.get("/sign-in/oidc").status()).isEqualTo(303);
  }

  @Test
  void givesItsTokensNoWayIntoTheApi() {
    provider.signIn(location(browser.get("/sign-in/oidc")), Map.of("email", ADA));
    for (String route : List.of("/api/keys", "/v1/logs")) {
      Response answer =
          new Browser()
              .request()
              .auth()
              .oauth2(provider.token())
              .contentType("application/json")
              .post(route);
      assertThat(answer.statusCode()).as(route).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).as(route).isEqualTo("Bearer");
    }
  }

  @Test
  void refusesWhatThisBrowserDidNotBegin() {
    String code = provider.signIn(location(browser.get("/sign-in/oidc")), Map.of("email", ADA));
    String query = "?code=" + code + "&state=";
    refuses(browser.get(BACK + query + "another"), "not begun in this browser");
    refuses(new Browser().get(BACK + query + provider.asked("state")), "not begun in this browser");
  }

  @Test
  void saysWhatProviderRefused() {
    provider.signIn(location(browser.get("/sign-in/oidc")), Map.of());
    String query = "?error=access_denied&state=" + provider.asked("state");
    refuses(browser.get(BACK + query), "the provider answered access_denied");
  }

  @Test
  void endsWithTheRole() {
    comeBack(Map.of("email", ADA));
    assertThat(browser.get("/").status()).isEqualTo(200);
    give(Role.MEMBER);
    assertThat(browser.get("/").status()).isEqualTo(303);
  }

  private void refuses(Page page, String why) {
    refuses(browser, page, why);
  }

  private static void refuses(Browser browser, Page page, String why) {
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text("h1")).isEqualTo("You are not signed in");
    assertThat(page.text("main")).contains(why);
    assertThat(page.html().select("main b")).isEmpty();
    assertThat(browser.get("/").status()).isEqualTo(303);
  }

  private Page comeBack(Map<String, @Nullable Object> claims) {
    return browser.get(wayBack(claims));
  }

  /** Where the provider sends this browser, in which somebody has signed in there. */
  private String wayBack(Map<String, @Nullable Object> claims) {
    return wayBack(browser.get("/sign-in/oidc"), claims);
  }

  private String wayBack(Page sent, Map<String, @Nullable Object> claims) {
    String code = provider.signIn(location(sent), claims);
    return BACK + "?code=" + code + "&state=" + provider.asked("state");
  }

  private static URI location(Page page) {
    assertThat(page.status()).isEqualTo(303);
    return URI.create(page.response().header("Location"));
  }

  private void give(Role role) {
    people.put(ORG, List.of(new Member(ADA, "Ada", "", role)));
  }

  /** A server with a provider. */
  public static final class WithProvider implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(ProviderResource.class));
    }
  }
}
