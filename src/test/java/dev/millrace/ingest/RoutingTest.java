package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.otlp.Encoding;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and media types over HTTP, however they are written. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class RoutingTest {

  private static final byte[] NOTHING = {};

  private final Wire wire = new Wire();

  @Inject People people;
  @Inject KeyRegistry keys;

  private String token;

  @BeforeEach
  void enrol() {
    token = new TestOrganisation(people, keys).token(Scope.OTEL_WRITE);
  }

  @Tag("R-02")
  @ParameterizedTest
  @ValueSource(strings = {"/v1/logs/", "//v1/logs", "/v1//logs", "//v1//logs//"})
  void takesExportWhoseUrlWasPutTogetherCarelessly(String path) {
    assertThat(wire.post(path, token, "application/x-protobuf", NOTHING).statusCode())
        .isEqualTo(200);
  }

  @Tag("R-01")
  @Tag("R-06")
  @Tag("R-07")
  @Tag("R-30")
  @ParameterizedTest
  @CsvSource({
    "POST, /v1development/profiles, application/x-protobuf,          PROTOBUF",
    "POST, /v1development/profiles, application/json; charset=utf-8, JSON",
    "GET,  /v1development/profiles, application/x-protobuf; x=y,     PROTOBUF",
    "GET,  /v1/unknown,             application/x-protobuf,          PROTOBUF",
    "PUT,  /v1/unknown,             application/json,                JSON",
    "GET,  /v1/unknown,             text/plain,                      JSON",
    "GET,  /v1/logs/more,           '',                              JSON",
    "GET,  /v1,                     '',                              JSON"
  })
  void answersEveryMethodOnOtherPathWithStatus(
      String method, String path, String type, Encoding answered) {
    HttpResponse<byte[]> response =
        type.isEmpty()
            ? wire.send(method, path, NOTHING)
            : wire.send(method, path, NOTHING, "Content-Type", type);

    assertThat(StatusAssert.messageOf(response, 404, answered)).contains("/v1/metrics");
  }

  @Tag("R-01")
  @Test
  void leavesReportsOfOrganisationsToTheApi() {
    HttpResponse<byte[]> response =
        wire.send("GET", "/v1/organizations/usage_report/claude_code", NOTHING);

    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Tag("R-03")
  @ParameterizedTest
  @CsvSource({"GET, /v1/metrics", "OPTIONS, /v1/traces/", "DELETE, //v1/logs"})
  void namesTheMethodThatIsAllowed(String method, String path) {
    HttpResponse<byte[]> response =
        wire.send(method, path, NOTHING, "Content-Type", "application/x-protobuf");

    assertThat(StatusAssert.messageOf(response, 405, Encoding.PROTOBUF)).contains("POST");
    assertThat(response.headers().allValues("Allow")).containsExactly("POST");
  }

  @Tag("R-04")
  @Tag("R-05")
  @Tag("R-06")
  @ParameterizedTest
  @CsvSource({
    "application/x-protobuf,           application/x-protobuf",
    "APPLICATION/X-PROTOBUF; x=y,      application/x-protobuf",
    "application/protobuf,             application/protobuf",
    "Application/Protobuf;version=1,   application/protobuf",
    "Application/Json,                 application/json",
    "application/json;charset=UTF-8,   application/json",
    "application/json ; charset=utf-8, application/json"
  })
  void readsMediaTypeInAnyFormAndAnswersInThePlainOne(String sent, String answered) {
    byte[] body = answered.equals("application/json") ? "{}".getBytes(US_ASCII) : NOTHING;

    HttpResponse<byte[]> response = wire.post("/v1/metrics", token, sent, body);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().allValues("Content-Type")).containsExactly(answered);
  }

  @Tag("R-05")
  @Tag("R-07")
  @ParameterizedTest
  @ValueSource(strings = {"", "text/plain", "application/grpc", "application/jsonx", ";", "json"})
  void refusesOtherMediaTypeWithStatusInJson(String type) {
    HttpResponse<byte[]> response =
        type.isEmpty()
            ? wire.send("POST", "/v1/logs", NOTHING, "Authorization", "Bearer " + token)
            : wire.post("/v1/logs", token, type, NOTHING);

    assertThat(StatusAssert.messageOf(response, 415, Encoding.JSON)).contains("Content-Type");
  }

  @Tag("R-08")
  @Test
  void readsHeaderNamesInAnyCase() throws IOException {
    String request =
        "POST /v1/logs HTTP/1.1\r\nhOST: test\r\nauTHorizaTION: Bearer %s\r\n"
            + "CONTENT-type: application/json\r\ncontent-LENGTH: 2\r\nconnection: close\r\n\r\n{}";
    assertThat(RawHttp.exchange(request.formatted(token))).startsWith("HTTP/1.1 200 OK");
  }

  @Tag("R-23")
  @Tag("R-31")
  @Test
  void refusesJsonOfLengthZeroWhichProtobufMayHave() {
    HttpResponse<byte[]> response = wire.post("/v1/logs", token, "application/json", NOTHING);

    assertThat(StatusAssert.messageOf(response, 400, Encoding.JSON))
        .contains("the body must be an object but is nothing");
    assertThat(wire.post("/v1/logs", token, "application/x-protobuf", NOTHING).statusCode())
        .isEqualTo(200);
  }

  @Tag("R-72")
  @Test
  void saysThatItRuns() {
    assertThat(wire.send("GET", "/health", NOTHING).statusCode()).isEqualTo(200);
  }
}
