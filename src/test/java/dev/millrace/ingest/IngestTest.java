package dev.millrace.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.database.PostgresResource;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.deliveries.Heartbeat;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.landing.LandedExports;
import dev.millrace.otlp.Coded;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpJsonWriter;
import dev.millrace.otlp.TestExports;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The OTLP routes over HTTP: what is landed, and the status and body of every answer. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class IngestTest {

  private static final String PROTOBUF = "application/x-protobuf";
  private static final Export EXPORT = TestExports.log("hello", "k", "v");

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject LandedExports landed;
  @Inject Clock clock;
  @Inject Deliveries deliveries;

  private TestOrganisation organisation;
  private String token;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    token = organisation.token(Scope.OTEL_WRITE);
  }

  @Tag("R-01")
  @Tag("R-06")
  @Tag("R-20")
  @Tag("R-21")
  @Tag("R-22")
  @ParameterizedTest
  @EnumSource(Encoding.class)
  void landsExportAndAnswersInItsEncoding(Encoding encoding) {
    Response response =
        request(token).contentType(encoding.mediaType()).body(body(encoding)).post("/v1/logs");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.contentType()).isEqualTo(encoding.mediaType());
    assertThat(response.asString()).isEqualTo(encoding == Encoding.JSON ? "{}" : "");
    assertThat(landedExports()).containsExactly(EXPORT);
  }

  @Tag("R-10")
  @DisplayName("R-10 bodies in every coding land, in either encoding")
  @ParameterizedTest
  @CsvSource({
    "PROTOBUF, GZIP, gzip",
    "JSON, GZIP, GZip",
    "PROTOBUF, ZSTD, zstd",
    "JSON, ZSTD, zstd",
    "PROTOBUF, DEFLATE, deflate",
    "JSON, IDENTITY, identity"
  })
  void landsCompressed(Encoding encoding, ContentCoding coding, String name) {
    Response response =
        request(token)
            .contentType(encoding.mediaType())
            .header("Content-Encoding", name)
            .body(Coded.as(coding, body(encoding)))
            .post("/v1/logs");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(landedExports()).containsExactly(EXPORT);
  }

  @Tag("R-24")
  @Tag("R-27")
  @DisplayName("R-24, R-27 an export with one bad record lands without it and says so")
  @Test
  void landsWhatIsGood() {
    String good = "{\"eventName\":\"good\"}";
    String bad = "{\"eventName\":\"bad\",\"spanId\":\"no id\"}";
    Response response =
        request(token)
            .contentType("application/json")
            .body(
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[%s,%s]}]}]}"
                    .formatted(good, bad))
            .post("/v1/logs");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.jsonPath().getString("partialSuccess.rejectedLogRecords")).isEqualTo("1");
    assertThat(response.jsonPath().getString("partialSuccess.errorMessage"))
        .startsWith("1 of 2 records were rejected");
    assertThat(landedExports())
        .singleElement()
        .satisfies(export -> assertThat(export.items()).isEqualTo(1));
  }

  @Tag("R-27")
  @DisplayName("R-27 what is odd about times is told in the partial success and in the delivery")
  @Test
  void tellsOfTimesInAnotherUnitAndTooFarBack() {
    String record = "{\"timeUnixNano\":\"%s\"}";
    Response response =
        request(token)
            .contentType("application/json")
            .body(
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[%s,%s]}]}]}"
                    .formatted(
                        record.formatted(clock.millis()), record.formatted("1500000000000000000")))
            .post("/v1/logs");

    String told =
        "the times of 1 records are in milliseconds and were taken for that; OTLP has nanoseconds;"
            + " 1 records lie more than 400 days back: they are kept, but not counted";
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.jsonPath().getString("partialSuccess.errorMessage")).isEqualTo(told);
    assertThat(landedExports())
        .singleElement()
        .satisfies(export -> assertThat(export.items()).isEqualTo(2));
    assertThat(deliveries.of(organisation.id()))
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.items()).isEqualTo(2);
              assertThat(delivery.tooOld()).isEqualTo(1);
              assertThat(delivery.lastRefusal())
                  .isEqualTo(new Heartbeat.Refusal(clock.instant(), 200, told));
            });
  }

  @Tag("R-27")
  @DisplayName("R-27 an export without a good record lands nothing and is not asked for again")
  @Test
  void landsNothingOfNothingGood() {
    request(token)
        .contentType("application/json")
        .body("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"traceId\":\"1\"}]}]}]}")
        .post("/v1/logs")
        .then()
        .statusCode(200);

    assertThat(landedExports()).isEmpty();
  }

  @Tag("R-66")
  @DisplayName("R-66 what lands of an export with broken text is its repaired form")
  @Test
  void landsRepairedText() {
    byte[] content = body(Encoding.PROTOBUF);
    content[new String(content, ISO_8859_1).indexOf("hello")] = (byte) 0xff;

    Response response = request(token).contentType(PROTOBUF).body(content).post("/v1/logs");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(landedExports()).containsExactly(TestExports.log("\ufffdello", "k", "v"));
  }

  @Tag("R-23")
  @ParameterizedTest
  @EnumSource(Signal.class)
  void answersEmptyExportAndLandsNothing(Signal signal) {
    Response response =
        request(token).contentType(PROTOBUF).body(new byte[0]).post("/v1/" + signal);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(landedExports()).isEmpty();
  }

  @Tag("R-38")
  @Test
  void landsRepeatedExportOnce() {
    for (int i = 0; i < 3; i++) {
      send(token).then().statusCode(200);
    }

    assertThat(landedExports()).containsExactly(EXPORT);
  }

  @Tag("R-30")
  @Tag("R-35")
  @Test
  void refusesMissingKeyInTheRequestsEncoding() throws IOException {
    Response response =
        given()
            .config(plain())
            .contentType(PROTOBUF)
            .body(body(Encoding.PROTOBUF))
            .post("/v1/logs");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(response.contentType()).isEqualTo(PROTOBUF);
    assertThat(Status.parseFrom(response.asByteArray()).getMessage())
        .contains("Authorization: Bearer");
  }

  @Tag("R-35")
  @Test
  void refusesKeyWithoutTheScope() throws IOException {
    Response response = send(organisation.token(Scope.USAGE_READ, Scope.ADMIN));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(Status.parseFrom(response.asByteArray()).getMessage()).contains("otel:write");
  }

  @Tag("R-05")
  @Tag("R-11")
  @Tag("R-12")
  @Tag("R-31")
  @ParameterizedTest
  @CsvSource({
    "application/x-protobuf, '',      400, not a protobuf export request",
    "application/json,       '',      400, ''",
    "application/x-protobuf, gzip,    400, not whole gzip",
    "application/x-protobuf, br,      415, Content-Encoding",
    "text/plain,             '',      415, Content-Type",
    "application/grpc,       '',      415, Content-Type"
  })
  void refusesWhatCannotBeRead(String type, String coding, int status, String why) {
    RequestSpecification request =
        request(token).contentType(type).body("{no export".getBytes(UTF_8));
    Response response =
        (coding.isEmpty() ? request : request.header("Content-Encoding", coding)).post("/v1/logs");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.asString()).contains(why);
    assertThat(landedExports()).isEmpty();
  }

  @Tag("R-13")
  @Tag("R-14")
  @Test
  void refusesBodyOverTheLimit() {
    Response response =
        request(token).contentType(PROTOBUF).body(new byte[64 * 1024 * 1024 + 1]).post("/v1/logs");

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.asString()).contains("67108864 bytes as sent: it has 67108865 bytes");
  }

  @Tag("R-03")
  @Tag("R-30")
  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void refusesOtherMethodsWithStatus(String method) throws IOException {
    Response response = request(token).contentType(PROTOBUF).request(method, "/v1/logs");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.header("Allow")).isEqualTo("POST");
    assertThat(Status.parseFrom(response.asByteArray()).getMessage()).contains("POST");
  }

  @Tag("R-01")
  @Tag("R-07")
  @ParameterizedTest
  @CsvSource({
    "/v1/profiles, application/x-protobuf",
    "/v1/foo, application/json",
    "/v1/logs/more, application/x-protobuf",
    "/v1/foo, text/plain"
  })
  void answersOtherPathWithStatus(String path, String type) throws IOException {
    Response response = request(token).contentType(type).body(new byte[] {1}).post(path);

    assertThat(response.statusCode()).isEqualTo(404);
    if (type.equals(PROTOBUF)) {
      assertThat(response.contentType()).isEqualTo(PROTOBUF);
      assertThat(Status.parseFrom(response.asByteArray()).getMessage()).contains("/v1/metrics");
    } else {
      assertThat(response.contentType()).isEqualTo("application/json");
      assertThat(response.jsonPath().getString("message")).contains("/v1/metrics");
    }
  }

  @Tag("R-02")
  @ParameterizedTest
  @EnumSource(Signal.class)
  void acceptsTrailingSlash(Signal signal) {
    request(token)
        .contentType(PROTOBUF)
        .body(new byte[0])
        .post("/v1/" + signal + "/")
        .then()
        .statusCode(200);
  }

  @Tag("R-04")
  @Tag("R-05")
  @Tag("R-06")
  @ParameterizedTest
  @CsvSource({
    "Application/JSON; charset=utf-8, application/json",
    "application/protobuf,            application/protobuf",
    "text/plain,                      application/json"
  })
  void answersInContentTypeWithoutParameters(String sent, String answered) {
    Response response =
        request(token).contentType(sent).body("{no export".getBytes(UTF_8)).post("/v1/logs");

    assertThat(response.header("Content-Type")).isEqualTo(answered);
  }

  @Tag("R-72")
  @Test
  void saysThatItRunsWithoutKey() {
    given().get("/health").then().statusCode(200);
  }

  private Response send(String token) {
    return request(token).contentType(PROTOBUF).body(body(Encoding.PROTOBUF)).post("/v1/logs");
  }

  private static RequestSpecification request(String token) {
    return given().config(plain()).header("Authorization", "Bearer " + token);
  }

  /** Sends content types as they are. */
  private static RestAssuredConfig plain() {
    return RestAssuredConfig.config()
        .encoderConfig(
            EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs(PROTOBUF, ContentType.BINARY)
                .encodeContentTypeAs("application/protobuf", ContentType.BINARY)
                .encodeContentTypeAs("application/grpc", ContentType.BINARY));
  }

  private List<Export> landedExports() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return landed.list(new Partition(organisation.id(), today)).stream()
        .map(listed -> landed.read(listed.object()))
        .toList();
  }

  private static byte[] body(Encoding encoding) {
    return switch (encoding) {
      case PROTOBUF -> EXPORT.message().toByteArray();
      case JSON -> new OtlpJsonWriter().write(EXPORT);
    };
  }
}
