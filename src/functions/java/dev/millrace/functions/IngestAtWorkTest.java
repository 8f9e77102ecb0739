package dev.millrace.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.database.TestDatabase;
import dev.millrace.functions.FunctionUrl.Request;
import dev.millrace.functions.FunctionUrl.Response;
import dev.millrace.otlp.Coded;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.OtlpJsonWriter;
import dev.millrace.otlp.TestExports;
import dev.millrace.store.S3Fault;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The function that takes exports in, by its URL: forms of events, bounds, faults of S3. */
class IngestAtWorkTest {

  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";

  /** 4.4 MiB, which the README says a body may have. */
  private static final int ADVERTISED_BYTES = 4_613_734;

  private static Account account;
  private static Environment environment;
  private static FunctionUrl ingest;
  private static String token;
  private static String otherToken;

  @BeforeAll
  static void deploy(@TempDir Path folder) {
    account = new Account(folder, TestDatabase.create());
    // No database: the address is one that nobody has.
    environment =
        account.ingest("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://none.invalid/none");
    ingest = new FunctionUrl(environment);
    Environment rollup = account.rollup();
    token = account.owner(rollup, "acme");
    otherToken = account.owner(rollup, "twice");
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
  void takesJsonThatTheEventHoldsAsText() {
    Response response = ingest.send(export(JSON, json("text")));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers()).containsEntry("content-type", JSON);
    assertThat(response.text()).isEqualTo("{}");
  }

  @Test
  void takesJsonWithParameterOfItsType() {
    assertThat(ingest.send(export(JSON + "; charset=utf-8", json("typed"))).status())
        .isEqualTo(200);
  }

  @Test
  void answersProtobufWithNothingAtAll() {
    Response response = ingest.send(export(PROTOBUF, protobuf("nothing")));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers()).containsEntry("content-type", PROTOBUF);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void answersInBinary() throws IOException {
    byte[] badId =
        Files.readAllBytes(Path.of("src/test/resources/otlp/invalid/traces-id-of-5-bytes.binpb"));

    Response response = ingest.send(Request.post("/v1/traces", PROTOBUF, badId).withKey(token));

    assertThat(response.status()).isEqualTo(200);
    assertThat(ExportTraceServiceResponse.parseFrom(response.body()).getPartialSuccess())
        .satisfies(
            partial -> {
              assertThat(partial.getRejectedSpans()).isPositive();
              assertThat(partial.getErrorMessage()).isNotEmpty();
            });
  }

  @Test
  void readsHeadersInAnyCase() {
    Map<String, String> shouted =
        Map.of(
            "AUTHORIZATION", "bearer " + token,
            "CONTENT-TYPE", "Application/X-Protobuf",
            "Content-Encoding", "GZIP");
    byte[] body = Coded.as(ContentCoding.GZIP, protobuf("shouted"));

    Response response = ingest.send(new Request("POST", "/v1/logs", shouted, List.of(), body));

    assertThat(response.status()).as(response::text).isEqualTo(200);
  }

  @Test
  void readsHeadersWithCommas() {
    Request request =
        export(PROTOBUF, protobuf("commas"))
            .with("user-agent", "Tool/1.0 (X11, like Gecko, and more)")
            .with("accept-encoding", "gzip, deflate, br")
            .with("date", "Mon, 23 Nov 2026 06:00:00 GMT");

    assertThat(ingest.send(request).status()).isEqualTo(200);
  }

  @Test
  void refusesWithoutKey() {
    Request nobody = Request.post("/v1/logs", JSON, json("nobody"));

    Response response = ingest.send(nobody);

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.headers()).containsEntry("www-authenticate", "Bearer");
    assertThat(response.json().get("message").asText()).isNotEmpty();
  }

  @Test
  void landsTheLargestBodyThatAnEventHolds() {
    byte[] content = new byte[4_560_000];
    new Random(7).nextBytes(content);
    String text = Base64.getEncoder().encodeToString(content);
    byte[] body = Coded.as(ContentCoding.GZIP, protobuf(text));
    assertThat(body).hasSizeBetween(4_560_000, ADVERTISED_BYTES);
    Request request = export(PROTOBUF, body).with("content-encoding", "gzip");
    assertThat(FunctionUrl.event(request)).hasSizeLessThan(FunctionUrl.MOST_BYTES);

    assertThat(ingest.send(request).status()).isEqualTo(200);
  }

  @Test
  void answersBeforeItsTimeIsUp() {
    ingest.send(export(PROTOBUF, protobuf("so that the key is known")));
    account.door().strike(S3Fault.HANGS_BEFORE_ANSWER);

    Response response = ingest.send(export(PROTOBUF, protobuf("late")), Duration.ofSeconds(3));

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsKey("retry-after");
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED_CONNECTION", "SLOW_DOWN", "ACCESS_DENIED", "NO_SUCH_BUCKET"})
  void asksToSendAgainWhenTheStoreFails(S3Fault fault) {
    Request request = export(PROTOBUF, protobuf("again after " + fault));
    account.door().strike(fault);

    Response failed = ingest.send(request);

    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.headers()).containsEntry("content-type", PROTOBUF).containsKey("retry-after");
    account.door().repair();
    assertThat(ingest.send(request).status()).isEqualTo(200);
  }

  @Test
  void writesTheSameBytesOnceFromSeveralInstances() {
    FunctionUrl second = new FunctionUrl(account.ingest());
    // Its first request, right after it has started: the other one's is as good.
    assertThat(second.send(export(PROTOBUF, protobuf("first"))).status()).isEqualTo(200);
    Request request = Request.post("/v1/logs", PROTOBUF, protobuf("at once")).withKey(otherToken);

    CompletableFuture<Response> other = CompletableFuture.supplyAsync(() -> second.send(request));

    assertThat(ingest.send(request).status()).isEqualTo(200);
    assertThat(other.join().status()).isEqualTo(200);
    assertThat(account.objects("raw/org=twice/")).hasSize(1);
  }

  @Test
  void hasNoOtherRoutes() {
    for (String path : List.of("/api/keys", "/sign-in", "/", "/q/openapi")) {
      assertThat(ingest.send(Request.get(path).withKey(token)).status()).as(path).isEqualTo(404);
    }
    assertThat(ingest.send(Request.get("/health")).text()).isEqualTo("ok\n");
  }

  @Test
  void logsLinesOfJsonWithoutSecrets() throws IOException {
    account.door().strike(S3Fault.ACCESS_DENIED);
    ingest.send(export(JSON, json("a payload that nobody logs")));

    List<String> lines =
        environment.logged().stream().filter(line -> line.contains("could not be landed")).toList();

    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      assertThat(new ObjectMapper().readTree(line).get("level").asText()).isEqualTo("WARN");
      assertThat(new ObjectMapper().readTree(line).get("timestamp").asText()).startsWith("20");
    }
    assertThat(String.join("\n", environment.logged()))
        .doesNotContain(token.substring(17))
        .doesNotContain("a payload that nobody logs")
        .doesNotContain("Bearer");
  }

  @Test
  void printsCountersForCloudWatch() throws IOException {
    int before = environment.logged().size();

    assertThat(ingest.send(export(PROTOBUF, protobuf("counted"))).status()).isEqualTo(200);

    List<JsonNode> lines = new ArrayList<>();
    for (String line : environment.logged().subList(before, environment.logged().size())) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines)
        .filteredOn(line -> line.has("requests"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.get("requests").asInt()).isEqualTo(1);
              assertThat(line.get("landed").asInt()).isEqualTo(1);
              assertThat(line.get("function").asText()).isEqualTo("test");
              assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").asText())
                  .isEqualTo("Millrace");
            });
    assertThat(lines).filteredOn(line -> line.path("items").asInt() == 1).hasSize(1);
  }

  private static Request export(String type, byte[] body) {
    return Request.post("/v1/logs", type, body).withKey(token);
  }

  /** Of a name that no other export has. */
  private static byte[] json(String name) {
    return new OtlpJsonWriter().write(TestExports.log(name, "k", UUID.randomUUID().toString()));
  }

  private static byte[] protobuf(String name) {
    return TestExports.log(name, "k", UUID.randomUUID().toString()).message().toByteArray();
  }
}
