package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.database.PostgresResource;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.otlp.Encoding;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @Inject ObjectStore store;
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

  @ParameterizedTest
  @CsvSource({
    "/,          application/x-protobuf, PROTOBUF",
    "/,          application/json,       JSON",
    "/otlp,      application/x-protobuf, PROTOBUF",
    "/api/otlp,  application/x-protobuf, PROTOBUF"
  })
  void saysWhereExportsAreSent(String path, String type, Encoding encoding) {
    byte[] body = "{}".getBytes(US_ASCII);

    HttpResponse<byte[]> response = wire.post(path, token, type, body);

    assertThat(StatusAssert.messageOf(response, 404, encoding)).contains("/v1/metrics");
    assertThat(noted("whole address")).isTrue();
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
    assertThat(noted("OTLP/gRPC")).isTrue();
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

  /** Whether a delivery of the organisation says so, soon. */
  private boolean noted(String why) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      try (var objects = store.list(Deliveries.prefix(organisation.id()))) {
        if (objects
            .flatMap(object -> store.get(object.key()).stream())
            .anyMatch(bytes -> new String(bytes, US_ASCII).contains(why))) {
          return true;
        }
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return false;
  }
}
