package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A provider that does not answer when the server starts, calls itself another, and goes again:
 * behind a proxy that ends HTTPS.
 */
@QuarkusTest
@TestProfile(AbsentProviderTest.WithSilentProvider.class)
class AbsentProviderTest {

  private static final String ELSEWHERE = "https://elsewhere.example";

  @SuppressWarnings("NullAway.Init") // injected by ProviderResource
  TestProvider provider;

  private final Browser browser = new Browser();

  @Test
  void isAskedWhenSomebodySignsIn() {
    saysSo(browser.get("/sign-in/oidc"));
    assertThat(browser.get("/sign-in").status()).isEqualTo(200);

    provider.callItself(ELSEWHERE);
    provider.setSilent(false);
    Page sent = browser.get("/sign-in/oidc");
    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.cookies()).singleElement().asString().contains("Secure");

    Page back = browser.get(wayBack(sent, Map.of("email", "ada@example.com", "iss", ELSEWHERE)));
    assertThat(provider.asked("redirect_uri")).startsWith("https://");
    assertThat(back.status()).isEqualTo(403);
    assertThat(back.text("main")).contains("not to be believed");

    String way = wayBack(browser.get("/sign-in/oidc"), Map.of());
    provider.close();
    saysSo(browser.get(way));
  }

  private String wayBack(Page sent, Map<String, @Nullable Object> claims) {
    String code = provider.signIn(URI.create(sent.response().header("Location")), claims);
    return "/sign-in/oidc/return?code=" + code + "&state=" + provider.asked("state");
  }

  private static void saysSo(Page page) {
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.text("h1")).isEqualTo("Your organisation's sign-in does not answer");
    assertThat(page.response().contentType()).startsWith("text/html");
  }

  /** A server with a provider that has said nothing yet. */
  public static final class WithSilentProvider implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("millrace.console.behind-tls", "true");
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(ProviderResource.class, Map.of("silent", "true")));
    }
  }
}
