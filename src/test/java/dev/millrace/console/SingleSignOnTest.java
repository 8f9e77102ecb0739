package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.OrgId;
import dev.millrace.openid.TestProvider;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.people.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
  void keepsAttemptForTheWayBackOnly() {
    Page sent = browser.get("/sign-in/oidc");
    assertThat(sent.response().header("Set-Cookie"))
        .startsWith("millrace-sign-in=")
        .endsWith("; Max-Age=600; Path=/; HttpOnly; SameSite=Lax");
    String code = provider.signIn(location(sent), Map.of("email", ADA));
    String way = BACK + "?code=" + code + "&state=" + provider.asked("state");
    assertThat(browser.get(way).status()).isEqualTo(200);
    assertThat(browser.get(way).status()).isEqualTo(403);
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

  @Test
  void isNotOpenToAddressThatIsNotVerified() {
    refuses(comeBack(Map.of("email", ADA, "email_verified", false)), "has not verified");
  }

  @Test
  void refusesTokenOfAnotherSignIn() {
    refuses(comeBack(Map.of("email", ADA, "nonce", "another")), "made for another sign-in");
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
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text("main")).contains(why);
    assertThat(page.html().select("main b")).isEmpty();
    assertThat(browser.get("/").status()).isEqualTo(303);
  }

  private Page comeBack(Map<String, Object> claims) {
    String code = provider.signIn(location(browser.get("/sign-in/oidc")), claims);
    return browser.get(BACK + "?code=" + code + "&state=" + provider.asked("state"));
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
