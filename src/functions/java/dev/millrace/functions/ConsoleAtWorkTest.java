package dev.millrace.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.database.TestDatabase;
import dev.millrace.functions.FunctionUrl.Request;
import dev.millrace.functions.FunctionUrl.Response;
import dev.millrace.store.S3Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function of the API and the console, by its URL: cookies, forms, faults of what it needs. */
class ConsoleAtWorkTest {

  private static Account account;
  private static FunctionUrl console;
  private static FunctionUrl withoutDatabase;
  private static String owner;

  @BeforeAll
  static void deploy(@TempDir Path folder) {
    account = new Account(folder, TestDatabase.create());
    Environment rollup = account.rollup();
    console = new FunctionUrl(account.console());
    withoutDatabase =
        new FunctionUrl(
            account.console(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:1/asleep",
                "MILLRACE_DATABASE_CONNECT_WITHIN", "2s"));
    owner = account.owner(rollup, "acme");
    rollup.close();
  }

  @AfterAll
  static void end() throws IOException {
    account.close();
  }

  @AfterEach
  void repair() {
    account.door().repair();
  }

  @Test
  void keepsOwnersByCookieOfHttpsAlone() {
    byte[] form = ("key=" + owner).getBytes(UTF_8);

    Response entered =
        console.send(
            Request.post("/sign-in", "application/x-www-form-urlencoded", form)
                .with("sec-fetch-site", "same-origin"));

    assertThat(entered.status()).isEqualTo(303);
    assertThat(entered.cookies())
        .singleElement()
        .asString()
        .startsWith("__Host-millrace=")
        .contains("Max-Age=43200", "Secure", "HttpOnly", "SameSite=Strict");
    String cookie = entered.cookies().get(0).split(";")[0];
    assertThat(console.send(Request.get("/keys", "a=1", cookie, "b=2")).status()).isEqualTo(200);
    assertThat(console.send(Request.get("/keys", "a=1")).status()).isEqualTo(303);
  }

  @Test
  void takesNoExports() {
    Request export = Request.post("/v1/logs", "application/json", "{}".getBytes(UTF_8));

    assertThat(console.send(export.withKey(owner)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/keys", "/api/usage", "/api/members", "/api/rollups"})
  void asksToComeAgainWhileTheDatabaseSleeps(String route) {
    Response response = withoutDatabase.send(Request.get(route).withKey(owner));

    assertThat(response.status()).as(response::text).isEqualTo(503);
    assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
  }

  @Test
  void showsThatTheDatabaseSleeps() {
    Visit visit = new Visit(withoutDatabase, Visit.signedIn(console, owner).cookie());

    for (String page : List.of("/", "/usage", "/people", "/keys", "/runs")) {
      Response response = visit.get(page);
      assertThat(response.status()).as(page).isEqualTo(503);
      assertThat(response.headers().get("content-type")).as(page).startsWith("text/html");
    }
  }

  @Test
  void asksToComeAgainWhileTheStoreFails() {
    account.door().strike(S3Fault.INTERNAL_ERROR);

    assertThat(console.send(Request.get("/api/deliveries").withKey(owner)).status()).isEqualTo(503);
  }
}
