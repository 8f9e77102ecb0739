package dev.millrace.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.Signal;
import dev.millrace.database.TestDatabase;
import dev.millrace.functions.FunctionUrl.Request;
import dev.millrace.functions.FunctionUrl.Response;
import dev.millrace.otlp.Coded;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpJsonWriter;
import dev.millrace.otlp.RandomExports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Once through everything that the http package does, whatever it is made of: every reader, writer,
 * template and library of a native program is used here.
 */
class SmokeTest {

  private static Account account;
  private static FunctionUrl ingest;
  private static FunctionUrl console;
  private static String owner;

  @BeforeAll
  static void deploy(@TempDir Path folder) {
    account = new Account(folder, TestDatabase.create());
    Environment rollup = account.rollup();
    ingest = new FunctionUrl(account.ingest());
    console = new FunctionUrl(account.console());
    owner = account.owner(rollup, "acme");
    rollup.close();
  }

  @AfterAll
  static void end() throws IOException {
    account.close();
  }

  private static Stream<Arguments> exports() {
    return Stream.of(Signal.values())
        .flatMap(
            signal ->
                Stream.of(Encoding.values())
                    .flatMap(
                        encoding ->
                            Stream.of(ContentCoding.values())
                                .map(coding -> Arguments.of(signal, encoding, coding))));
  }

  @ParameterizedTest
  @MethodSource("exports")
  void takesExports(Signal signal, Encoding encoding, ContentCoding coding) {
    String key = newKey("smoke", "otel:write").get("token").asText();

    Response response = ingest.send(export(signal, encoding, coding).withKey(key));

    assertThat(response.status()).as(response::text).isEqualTo(200);
    assertThat(response.headers()).containsEntry("content-type", encoding.mediaType());
    assertThat(account.objects("raw/org=acme/signal=" + signal))
        .anyMatch(object -> object.contains(key.substring(4, 16)));
  }

  @Test
  void makesAndRevokesKey() {
    JsonNode key = newKey("to be revoked", "usage:read");
    String token = key.get("token").asText();
    assertThat(console.send(Request.get("/api/usage").withKey(token)).status()).isEqualTo(200);

    Response revoked =
        console.send(
            new Request(
                    "DELETE",
                    "/api/keys/" + key.get("id").asText(),
                    Map.of(),
                    List.of(),
                    new byte[0])
                .withKey(owner));

    assertThat(revoked.status()).isEqualTo(204);
    Response listed = console.send(Request.get("/api/keys").withKey(owner));
    assertThat(listed.text()).contains("to be revoked").contains("revoked");
  }

  @Test
  void opensTheConsole() {
    Visit visit = Visit.signedIn(console, owner);

    for (String page :
        List.of(
            "/",
            "/usage",
            "/people",
            "/people/import",
            "/setup",
            "/keys",
            "/deliveries",
            "/runs")) {
      Response response = visit.get(page);
      assertThat(response.status()).as(page).isEqualTo(200);
      assertThat(response.text()).as(page).contains("</html>");
    }
  }

  @Test
  void servesWhatPagesAreMadeWith() {
    Response page = Visit.signedIn(console, owner).get("/");
    Set<String> assets = new HashSet<>(Visit.assets(page.text()));
    assertThat(assets).anyMatch(each -> each.contains("htmx"));
    // On pages that have something to draw.
    assets.addAll(
        List.of(
            "/console/charts.js",
            "/webjars/uplot/1.6.30/dist/uPlot.iife.min.js",
            "/webjars/uplot/1.6.30/dist/uPlot.min.css"));

    for (String asset : assets) {
      Response response = console.send(Request.get(asset));
      assertThat(response.status()).as(asset).isEqualTo(200);
      assertThat(response.body()).as(asset).isNotEmpty();
    }
  }

  @Test
  void answersTheRestOfTheApi() {
    for (String route :
        List.of(
            "/api/usage?format=csv",
            "/api/usage/summary",
            "/v1/organizations/usage_report/claude_code?starting_at=2026-11-20",
            "/api/members",
            "/api/members/unknown",
            "/api/identities",
            "/api/organization",
            "/api/deliveries",
            "/api/rollups",
            "/api/erasures",
            "/q/openapi")) {
      Response response = console.send(Request.get(route).withKey(owner));
      assertThat(response.status()).as(route + " " + response.text()).isEqualTo(200);
    }
  }

  @Test
  void takesRosterAsCsvAndAsJson() {
    Request csv =
        new Request(
            "PUT",
            "/api/members",
            Map.of("content-type", "text/csv"),
            List.of(),
            "email,name,team,role\nada@example.com,Ada,Engines,member\n".getBytes(UTF_8));

    assertThat(console.send(csv.withKey(owner)).status()).isEqualTo(200);
    assertThat(console.send(Request.get("/api/members").withKey(owner)).text()).contains("Engines");
  }

  @Test
  void tellsProblems() {
    Response response = console.send(Request.get("/api/usage?by=nonsense").withKey(owner));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(response.json().get("detail").asText()).contains("nonsense");
  }

  private static JsonNode newKey(String name, String scope) {
    String order = "{\"name\": \"%s\", \"scopes\": [\"%s\"]}".formatted(name, scope);
    Response response =
        console.send(
            Request.post("/api/keys", "application/json", order.getBytes(UTF_8)).withKey(owner));
    assertThat(response.status()).as(response::text).isEqualTo(201);
    return response.json();
  }

  private static Request export(Signal signal, Encoding encoding, ContentCoding coding) {
    Export export = RandomExports.of(signal, 7);
    byte[] content =
        encoding == Encoding.JSON
            ? new OtlpJsonWriter().write(export)
            : export.message().toByteArray();
    Request request =
        Request.post("/v1/" + signal, encoding.mediaType(), Coded.as(coding, content));
    return coding == ContentCoding.IDENTITY
        ? request
        : request.with("content-encoding", coding.toString());
  }
}
