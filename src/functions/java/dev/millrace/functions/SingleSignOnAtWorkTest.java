package dev.millrace.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.console.TestProvider;
import dev.millrace.database.TestDatabase;
import dev.millrace.functions.FunctionUrl.Request;
import dev.millrace.functions.FunctionUrl.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in by a provider where every request may meet another instance of the function. */
class SingleSignOnAtWorkTest {

  private static final String BACK = "/sign-in/oidc/return";

  @Test
  void endsAtAnotherInstanceThanItBegan(@TempDir Path folder) throws IOException {
    try (Account account = new Account(folder, TestDatabase.create());
        TestProvider provider = new TestProvider()) {
      FunctionUrl first = new FunctionUrl(console(account, provider));
      FunctionUrl second = new FunctionUrl(console(account, provider));
      Environment rollup = account.rollup();
      enrolAda(first, account.owner(rollup, "acme"));
      rollup.close();

      Response sent = first.send(Request.get("/sign-in/oidc"));
      assertThat(sent.status()).as(sent::text).isEqualTo(303);
      String state = sent.cookies().get(0).split(";")[0];
      URI way = URI.create(sent.headers().get("location"));
      String code = provider.signIn(way, Map.of("email", "ada@example.com"));
      assertThat(provider.asked("redirect_uri"))
          .isEqualTo("https://abc.lambda-url.eu-west-1.on.aws" + BACK);

      String query = "?code=" + code + "&state=" + provider.asked("state");
      Response entered = second.send(Request.get(BACK + query, "a=1", state));
      assertThat(entered.status()).as(entered::text).isEqualTo(200);
      String session =
          entered.cookies().stream()
              .filter(cookie -> cookie.startsWith("__Host-millrace="))
              .findFirst()
              .orElseThrow();
      assertThat(entered.cookies())
          .filteredOn(cookie -> cookie.contains("Max-Age=0"))
          .singleElement()
          .asString()
          .startsWith("q_auth_console");
      assertThat(entered.cookies()).hasSize(2);
      assertThat(first.send(Request.get("/people", session.split(";")[0])).status()).isEqualTo(200);
    }
  }

  private static Environment console(Account account, TestProvider provider) {
    return account.console(
        "MILLRACE_CONSOLE_OIDC_ISSUER",
        provider.issuer().toString(),
        "MILLRACE_CONSOLE_OIDC_CLIENT_ID",
        TestProvider.CLIENT,
        "MILLRACE_CONSOLE_OIDC_CLIENT_SECRET",
        TestProvider.SECRET,
        "MILLRACE_CONSOLE_OIDC_ORGANIZATION",
        "acme");
  }

  private static void enrolAda(FunctionUrl console, String owner) {
    byte[] csv = "email,name,team,role\nada@example.com,Ada,,owner\n".getBytes(UTF_8);
    Request roster =
        new Request("PUT", "/api/members", Map.of("content-type", "text/csv"), List.of(), csv);
    assertThat(console.send(roster.withKey(owner)).status()).isEqualTo(200);
  }
}
