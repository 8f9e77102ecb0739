package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see when something is not as it should be. */
@QuarkusTest
class ErrorPagesTest extends ConsoleTest {

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/keys/nothing/at/all", "/apiary"})
  void answersUnknownAddressWithPage(String path) {
    Page page = owner.get(path);

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.response().contentType()).startsWith("text/html");
    assertThat(page.text("h1")).isEqualTo("There is nothing here");
  }

  @Test
  void answersForgedFormWithPage() {
    Page page = owner.post("/sign-out", Map.of());

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text("h1")).isEqualTo("This was not sent from the console");
    assertThat(page.response().header("Content-Security-Policy")).isNotBlank();
  }

  @Test
  void answersWrongMethodWithPage() {
    Page page = owner.get("/sign-out");

    assertThat(page.status()).isEqualTo(405);
    assertThat(page.response().header("Allow")).isEqualTo("POST");
    assertThat(page.text("h1")).isEqualTo("There is nothing here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/nothing", "/v1/organizations/nothing"})
  void leavesProgramsTheirProblems(String path) {
    assertThat(owner.get(path).response().contentType()).isEqualTo("application/problem+json");
  }
}
