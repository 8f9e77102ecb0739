package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.keys.ApiKey;
import dev.millrace.keys.KeyKind;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.people.TestOrganisation;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a tool that is picked to its first data. */
@QuarkusTest
class SetupPageTest extends ConsoleTest {

  private static final Pattern TOKEN = Pattern.compile("mr[op]_\\w{12}_\\w{43}_\\w{6}");
  private static final String METRICS =
      """
      {"resourceMetrics": [{
        "resource": {"attributes": [
          {"key": "service.name", "value": {"stringValue": "claude-code"}},
          {"key": "service.version", "value": {"stringValue": "%s"}}]},
        "scopeMetrics": [{"metrics": [{"name": "m", "gauge": {"dataPoints": [
          {"asInt": "1", "timeUnixNano": "1"}, {"asInt": "2", "timeUnixNano": "2"}]}}]}]}]}
      """;

  @ParameterizedTest
  @EnumSource
  void givesSettingsOfEveryToolWithEndpointAndNewKey(SetupTool tool) {
    Page page = setUp(tool, "");

    String settings = page.only("#settings").wholeText();
    ApiKey key = key(page);
    assertThat(settings).contains("://127.0.0.1:" + RestAssured.port).doesNotContain("{token");
    assertThat(key.kind()).isEqualTo(KeyKind.ORGANIZATION);
    assertThat(key.scopes()).containsExactly(Scope.OTEL_WRITE);
    assertThat(page.response().header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.html().select("button[data-copy=settings]")).hasSize(1);
  }

  @Test
  void givesOnePersonTheirOwnKey() {
    organisation.personalToken("ada@example.com", Scope.OTEL_WRITE);

    Page page = setUp(SetupTool.CLAUDE_CODE, "ada@example.com");

    assertThat(key(page).member()).isEqualTo("ada@example.com");
    assertThat(page.only("#settings").wholeText())
        .startsWith("export CLAUDE_CODE_ENABLE_TELEMETRY=1\n")
        .contains("export OTEL_EXPORTER_OTLP_HEADERS=\"Authorization=Bearer mrp_");
  }

  /** Whoever can make a browser send one would be sent the telemetry of all who copy the lines. */
  @ParameterizedTest
  @EnumSource
  void believesNoHostThatAnybodyMaySend(SetupTool tool) {
    String lines = ForeignHost.settings(owner, tool);

    assertThat(lines).contains("://127.0.0.1:" + RestAssured.port).doesNotContain(ForeignHost.NAME);
  }

  @Test
  void putsOnTheRosterWhoIsNotThereYet() {
    Map<String, String> fields = Map.of("tool", "codex", "newcomer", "Contractor@example.com");

    ApiKey key = key(owner.follow(owner.get("/setup"), "#setup", fields));

    assertThat(key.member()).isEqualTo("contractor@example.com");
    assertThat(people.find(organisation.id(), "contractor@example.com")).isPresent();
    assertThat(owner.get("/setup?member=contractor@example.com").only("#member [selected]").val())
        .isEqualTo("contractor@example.com");
    Page both =
        owner.submit(
            owner.get("/setup"),
            "#setup",
            Map.of(
                "tool",
                "codex",
                "newcomer",
                "eve@example.com",
                "member",
                "contractor@example.com"));
    assertThat(both.text("[role=alert]")).contains("not both");
  }

  @Test
  void namesKeyAndEndsItAsTheFormSays() {
    Map<String, String> fields =
        Map.of("tool", "codex", "name", "CI of the web team", "expiry", "90");

    ApiKey key = key(owner.follow(owner.get("/setup"), "#setup", fields));

    assertThat(key.name()).isEqualTo("CI of the web team");
    assertThat(key.expiresAt()).isEqualTo(key.createdAt().plus(Duration.ofDays(90)));
  }

  @Test
  void showsSettingsOnceAndMakesOneKeyHoweverOftenTheyAreAskedFor() {
    Page form = owner.get("/setup");
    String settings =
        owner.submit(form, "#setup", Map.of("tool", "codex")).response().header("Location");
    owner.get(settings);

    assertThat(owner.get(settings).text("main"))
        .contains("This key was shown once and is hidden now. It still works.");
    owner.submit(form, "#setup", Map.of("tool", "codex"));
    assertThat(keys.list(organisation.id())).hasSize(2);
  }

  @Test
  void givesCodexTheWholeAddressAndKeepsPromptsOut() {
    assertThat(setUp(SetupTool.CODEX, "").only("#settings").wholeText())
        .contains(":" + RestAssured.port + "/v1/logs\"\n")
        .contains("protocol = \"binary\"", "log_user_prompt = false");
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "no_tool, ''", "codex, nobody@example.com"})
  void makesNoKeyForWhatIsNotOnTheForm(String tool, String member) {
    Page page = owner.submit(owner.get("/setup"), "#setup", Map.of("tool", tool, "member", member));

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.text("[role=alert]")).contains("choose a");
    assertThat(keys.list(organisation.id())).hasSize(1);
  }

  @Test
  void turnsGreenByItselfWhenDataArrives() {
    Page page = setUp(SetupTool.CLAUDE_CODE, "");
    String ask = page.only("#arrival").attr("hx-get");
    assertThat(page.only("#arrival").attr("hx-trigger")).isEqualTo("every 2s");
    assertThat(owner.get(ask).text("#arrival")).contains("Waiting for your first data…");

    assertThat(send(page, METRICS.formatted("2.1"))).isEqualTo(200);

    Page part = owner.get(ask);
    assertThat(part.text("#arrival"))
        .contains("It works. Received 1 request, 2 points, from claude-code 2.1.");
    assertThat(part.html().select("[hx-get]")).isEmpty();
    assertThat(owner.get(ask.replace("/arrival", "")).text("#arrival")).contains("It works.");
  }

  @Test
  void looksAgainByItselfWithoutScripts() {
    Page page = setUp(SetupTool.CLAUDE_CODE, "");
    String alone = page.only("#arrival noscript a").attr("href");

    assertThat(owner.get(alone).only("head noscript meta").attr("content")).isEqualTo("5");

    send(page, METRICS.formatted("2.1"));
    Page arrived = owner.get(alone);
    assertThat(arrived.text("#arrival")).contains("It works.");
    assertThat(arrived.html().select("meta[http-equiv=refresh]")).isEmpty();
  }

  @Test
  void saysWhyExportWasRefused() {
    Page page = setUp(SetupTool.OTHER, "");

    assertThat(send(page, "nonsense")).isEqualTo(400);

    assertThat(owner.get(page.only("#arrival").attr("hx-get")).text("#arrival"))
        .contains("Waiting", "refused with 400");
  }

  @Test
  void showsHostileSenderAsText() {
    Page page = setUp(SetupTool.OTHER, "");
    send(page, METRICS.formatted("<img src=x onerror=alert(1)>{x}"));

    Page part = owner.get(page.only("#arrival").attr("hx-get"));

    assertThat(part.text("#arrival")).contains("<img src=x onerror=alert(1)>{x}");
    assertThat(part.html().select("img")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/arrival"})
  void knowsNoKeyOfAnotherOrganisation(String path) {
    String token = new TestOrganisation(people, keys).token(Scope.OTEL_WRITE);
    String id = Token.parse(token).orElseThrow().id().value();

    assertThat(owner.get("/setup/" + id + path).status()).isEqualTo(404);
    assertThat(owner.get("/setup/nonsense" + path).status()).isEqualTo(404);
  }

  @Test
  void sendsThePartThatAsksForItselfToSignInOnceTheSessionIsOver() {
    String ask = setUp(SetupTool.OTHER, "").only("#arrival").attr("hx-get");

    assertThat(new Browser().request().header("HX-Request", "true").get(ask).header("HX-Redirect"))
        .isEqualTo("/sign-in");
  }

  private Page setUp(SetupTool tool, String member) {
    Page form = owner.get("/setup");
    String chosen =
        form.only("label:contains(%s) input[name=tool]".formatted(tool.getTitle())).val();
    return owner.follow(form, "#setup", Map.of("tool", chosen, "member", member));
  }

  private ApiKey key(Page page) {
    Token token = Token.parse(token(page)).orElseThrow();
    return keys.find(organisation.id(), token.id()).orElseThrow();
  }

  private static String token(Page page) {
    Matcher token = TOKEN.matcher(page.only("#settings").wholeText());
    assertThat(token.find()).isTrue();
    return token.group();
  }

  private static int send(Page page, String json) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + token(page))
        .contentType("application/json")
        .body(json)
        .post("/v1/metrics")
        .statusCode();
  }
}
