package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.AggregatedCapture;
import dev.millrace.Logged;
import dev.millrace.Signal;
import dev.millrace.database.PostgresResource;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpJsonWriter;
import dev.millrace.otlp.TestExports;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.tools.Capture;
import dev.millrace.tools.CapturedRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is sent to a wrong address or by a wrong protocol: taken where it is clear what it is,
 * otherwise answered with what is wrong and what is right.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class MisdirectedTest {

  private static final byte[] NOTHING = {};
  private static final String PROTOBUF = "application/x-protobuf";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Wire wire = new Wire();

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject Deliveries deliveries;
  @Inject Vertx vertx;

  private TestOrganisation organisation;
  private String token;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    token = organisation.token(Scope.OTEL_WRITE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/otlp/v1/metrics", "/opentelemetry/v1/logs", "/v1/traces/v1/traces"})
  void takesExportWhosePathSaysWhatItIs(String path) {
    assertThat(wire.post(path, token, PROTOBUF, NOTHING).statusCode()).isEqualTo(200);
    assertThat(wire.post(path, "none", PROTOBUF, NOTHING).statusCode()).isEqualTo(401);
  }

  /** As Multitudes' exporter does, with whatever endpoint it was given. */
  @ParameterizedTest
  @CsvSource({
    "claude-code-2.0.76-json,     /",
    "claude-code-protobuf-gzip,   /",
    "codex-protobuf,              /otlp",
    "sdk-js-json-delta,           /ai/otel/",
    "sdk-js-protobuf-delta-gzip,  /v1",
    "copilot-cli-protobuf,        /api/otlp"
  })
  void takesWhatIsSentToTheEndpointAsItStands(String capture, String endpoint) {
    Map<Signal, Integer> sent = new TreeMap<>();
    for (CapturedRequest request : new Capture(capture).requests()) {
      Response response = request.send(token, endpoint);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.contentType()).isEqualTo(request.header("content-type"));
      sent.merge(request.export().signal(), request.export().items(), Integer::sum);
    }

    assertThat(delivered()).isEqualTo(sent);
  }

  @Test
  void takesWhatMultitudesPassesOnToItsEndpointAsItStands() {
    AggregatedCapture aggregated =
        new AggregatedCapture(new Capture("claude-code-2.0.76-json"), "");
    Map<Signal, Integer> sent = new TreeMap<>();
    aggregated
        .exports()
        .forEach(export -> sent.merge(export.signal(), export.items(), Integer::sum));

    aggregated.sendTo("/", token);

    assertThat(delivered()).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "/, application/x-protobuf, PROTOBUF",
    "/, application/json,       JSON",
    "/otlp, application/x-protobuf, PROTOBUF"
  })
  void asksForKeyAtAnyAddress(String path, String type, Encoding encoding) {
    HttpResponse<byte[]> response = wire.post(path, "none", type, NOTHING);

    assertThat(StatusAssert.messageOf(response, 401, encoding)).isNotEmpty();
    assertThat(response.headers().allValues("Content-Type")).containsExactly(type);
  }

  @ParameterizedTest
  @CsvSource({
    "/,               '{\"resourceLogs\": 1}',   400, logs,    resourceLogs must be an array",
    "/otlp,           '{\"resourceSpans\": [7]}', 400, traces,  must be an object",
    "/v1/logs/more,   '{}',                     404, logs,    /v1/metrics",
    "/v1/trace,       '{}',                     404, traces,  /v1/metrics",
    "/v1/unknown,     '{}',                     404, metrics, /v1/metrics"
  })
  void notesUnderItsSignalWhatIsRefused(
      String path, String body, int status, String signal, String why) {
    HttpResponse<byte[]> response =
        wire.post(path, token, "application/json", body.getBytes(US_ASCII));

    assertThat(StatusAssert.messageOf(response, status, Encoding.JSON)).contains(why);
    assertThat(noted(signal, why)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void tellsOfExportSentToTheAddressOfAnotherSignal(Encoding encoding) throws IOException {
    Export log = TestExports.log("hello", "k", "v");
    byte[] body =
        encoding == Encoding.JSON ? new OtlpJsonWriter().write(log) : log.message().toByteArray();

    HttpResponse<byte[]> response = wire.post("/v1/metrics", token, encoding.mediaType(), body);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(partialSuccess(encoding, response.body()))
        .matches("1 nothing in it was read: .* has to be .* to /v1/logs");
    assertThat(noted("metrics", "nothing in it was read")).isTrue();
  }

  /** Fields of versions before 0.19, and unknown members. */
  @ParameterizedTest
  @EnumSource
  void tellsOfBodyOfWhichNothingIsUnderstood(Encoding encoding) throws IOException {
    byte[] body =
        encoding == Encoding.JSON
            ? "{\"metrics\": [{}]}".getBytes(US_ASCII)
            : new byte[] {10, 3, (byte) 0xc2, 0x3e, 0};

    HttpResponse<byte[]> response = wire.post("/v1/traces", token, encoding.mediaType(), body);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(partialSuccess(encoding, response.body()))
        .startsWith("0 nothing in it was read: it has 1 ");
    assertThat(noted("traces", "nothing in it was read")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "metrics.v1.Metrics, /v1/metrics",
    "logs.v1.Logs, /v1/logs",
    "trace.v1.Trace, /v1/traces"
  })
  void answersGrpcInGrpc(String service, String right) throws Exception {
    HttpClientResponse response =
        grpc("/opentelemetry.proto.collector." + service + "Service/Export");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("content-type")).isEqualTo("application/grpc");
    assertThat(response.getHeader("grpc-status")).isEqualTo("12");
    assertThat(response.getHeader("grpc-message")).contains("http/protobuf").endsWith(right);
    assertThat(noted(right.substring("/v1/".length()), "OTLP/gRPC")).isTrue();
  }

  @Test
  void answersGrpcWebLikewise() {
    HttpResponse<byte[]> response =
        wire.post(
            "/opentelemetry.proto.collector.logs.v1.LogsService/Export",
            token,
            "application/grpc-web+proto",
            new byte[5]);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("grpc-status")).contains("12");
    assertThat(noted("logs", "OTLP/gRPC")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.0, '',                               200",
    "HTTP/1.0, 'Host:\\r\\n',                    200",
    "HTTP/1.1, 'Host: localhost\\r\\n',          200",
    "HTTP/1.1, '',                               400",
    "HTTP/1.1, 'Host: a\\r\\nHost: b\\r\\n',     400",
    "HTTP/1.0, 'Host: a\\r\\nHost: a\\r\\n',     400",
    "HTTP/1.1, 'Host: a b\\r\\n',                400",
    "HTTP/1.1, 'Host: a@b/c\\r\\n',              400",
    "HTTP/1.1, 'Host: [::1]:80\\r\\n',           200"
  })
  void takesRequestThatNamesOneHostOrNeedNot(String version, String hosts, int status)
      throws IOException {
    String head =
        "POST /v1/logs %s\r\n%sAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
            + "Content-Length: 2\r\nConnection: close\r\n\r\n{}";

    String answer =
        RawHttp.exchange(head.formatted(version, hosts.replace("\\r\\n", "\r\n"), token));

    assertThat(answer).matches("(?s)HTTP/1.[01] " + status + " .*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/sign-in", "/api/keys", "/v1/metrics", "/health", "/nowhere"})
  void answersHttp10WithoutHostOnEveryRoute(String path) throws IOException {
    for (String method : new String[] {"GET", "POST"}) {
      assertThat(RawHttp.exchange(method + " " + path + " HTTP/1.0\r\nContent-Length: 0\r\n\r\n"))
          .matches("(?s)HTTP/1.[01] [234].*");
    }
  }

  @Test
  void closesConnectionOfRequestThatNamesTwoHosts() throws IOException {
    String two = "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n";

    String answers = RawHttp.exchange(two + two.replace("Host: b\r\n", ""));

    assertThat(answers).startsWith("HTTP/1.1 400 ").doesNotContain("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET ? HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET http://%%% HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET http:// HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET\r\n\r\n",
        "nonsense\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA: \u0000\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n\r\n",
      })
  void badHeadsOfStrangersAreNoErrors(String head) throws IOException {
    try (Logged logged = new Logged()) {
      String answer = RawHttp.exchange(head.replaceFirst("\r\n", "\r\nConnection: close\r\n"));

      assertThat(answer).doesNotContainPattern("HTTP/1.[01] 5");
      assertThat(logged.errors()).isEmpty();
    }
  }

  @Test
  void hugeHeadsOfStrangersAreNoErrors() throws IOException {
    try (Logged logged = new Logged()) {
      String huge = "a".repeat(100_000);

      for (String head :
          new String[] {"GET /" + huge + " HTTP/1.1\r\n", "GET / HTTP/1.1\r\nX: " + huge}) {
        assertThat(RawHttp.exchange(head + "\r\nHost: x\r\n\r\n")).doesNotContain(" 500 ");
      }
      assertThat(logged.errors()).isEmpty();
    }
  }

  private HttpClientResponse grpc(String path) throws Exception {
    HttpClientOptions priorKnowledge =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false);
    RequestOptions export =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("localhost")
            .setPort(RestAssured.port)
            .setURI(path)
            .putHeader("content-type", "application/grpc")
            .putHeader("te", "trailers")
            .putHeader("authorization", "Bearer " + token);
    return vertx
        .createHttpClient(priorKnowledge)
        .request(export)
        .compose(request -> request.send(Buffer.buffer(new byte[5])))
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** How many records were rejected, and why. */
  private static String partialSuccess(Encoding encoding, byte[] body) throws IOException {
    if (encoding == Encoding.JSON) {
      JsonNode said = new ObjectMapper().readTree(body).get("partialSuccess");
      return said.path("rejectedDataPoints").asText("0") + " " + said.get("errorMessage").asText();
    }
    // The messages of the signals are alike.
    ExportMetricsPartialSuccess said =
        ExportMetricsServiceResponse.parseFrom(body).getPartialSuccess();
    return said.getRejectedDataPoints() + " " + said.getErrorMessage();
  }

  /** How many records the deliveries have of each signal. */
  private Map<Signal, Integer> delivered() {
    Map<Signal, Integer> items = new TreeMap<>();
    deliveries
        .of(organisation.id())
        .forEach(
            heartbeat ->
                items.put(
                    Signal.valueOf(heartbeat.signal().toUpperCase(Locale.ROOT)),
                    Math.toIntExact(heartbeat.items())));
    return items;
  }

  /** Whether a delivery of the organisation says so of the signal, soon. */
  private boolean noted(String signal, String why) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      if (deliveries.of(organisation.id()).stream()
          .filter(heartbeat -> heartbeat.signal().equals(signal))
          .flatMap(heartbeat -> Stream.ofNullable(heartbeat.lastRefusal()))
          .anyMatch(refusal -> refusal.why().contains(why))) {
        return true;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return false;
  }
}
