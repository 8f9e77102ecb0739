package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.keys.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That an owner's browser changes nothing on behalf of another's page. */
@QuarkusTest
class ForgeryTest extends ConsoleTest {

  private String token;

  @BeforeEach
  void readToken() {
    token = owner.get("/").only("form[action=/sign-out] input[name=csrf]").val();
  }

  @Test
  void takesTokenInFormOrHeader() {
    assertThat(statusOf(owner.request().formParam("csrf", token))).isEqualTo(303);
    assertThat(statusOf(owner.request().header("X-Csrf-Token", token))).isEqualTo(303);
  }

  @Test
  void refusesFormWithoutToken() {
    assertThat(statusOf(owner.request())).isEqualTo(403);
    assertThat(statusOf(owner.request().formParam("csrf", ""))).isEqualTo(403);
  }

  @Test
  void refusesTokenOfAnotherSession() {
    Browser other = Browser.signedIn(organisation.token(Scope.ADMIN));

    assertThat(statusOf(other.request().formParam("csrf", token))).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin, 303",
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Origin, https://elsewhere.example, 403",
    "Origin, null, 403"
  })
  void believesBrowserAboutOrigin(String header, String value, int status) {
    assertThat(statusOf(owner.request().header(header, value).formParam("csrf", token)))
        .isEqualTo(status);
  }

  private static int statusOf(RequestSpecification request) {
    return request.post("/sign-out").statusCode();
  }
}
