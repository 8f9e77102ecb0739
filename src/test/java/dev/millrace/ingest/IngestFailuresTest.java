package dev.millrace.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.rpc.Status;
import dev.millrace.Signal;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpJsonWriter;
import dev.millrace.otlp.Reply;
import dev.millrace.otlp.TestExports;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What senders are told when the store is out of reach, which they must take for a reason to send
 * again, and when we err.
 */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class IngestFailuresTest {

  private static final Export EXPORT = TestExports.log("hello", "k", "v");

  @Inject Ingest ingest;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore objects;

  private BreakableStore store;
  private String token;

  @BeforeEach
  void enrol() {
    store = (BreakableStore) objects;
    token = new TestOrganisation(people, keys).token(Scope.OTEL_WRITE);
  }

  @AfterEach
  void repair() {
    store.repair();
  }

  @Tag("R-26")
  @Tag("R-32")
  @Tag("R-33")
  @Tag("R-34")
  @ParameterizedTest
  @EnumSource(Encoding.class)
  void asksToSendAgainWhileNothingCanBeLanded(Encoding encoding) throws IOException {
    store.breakDown("raw/");

    Response response = send(encoding);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.header("Retry-After")).isEqualTo("5");
    assertThat(message(response, encoding)).contains("could not be stored");
    store.repair();
    assertThat(send(encoding).statusCode()).isEqualTo(200);
  }

  @Tag("R-33")
  @Tag("R-36")
  @ParameterizedTest
  @EnumSource(Encoding.class)
  void asksToSendAgainWhileTheKeyCannotBeChecked(Encoding encoding) throws IOException {
    store.breakDown("keys/");

    Response response = send(encoding);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.header("Retry-After")).isEqualTo("5");
    assertThat(message(response, encoding)).contains("cannot be checked");
  }

  @Tag("R-26")
  @ParameterizedTest
  @EnumSource(Encoding.class)
  void landsWhileHeartbeatsCannotBeWritten(Encoding encoding) {
    store.breakDown("deliveries/");
    assertThat(send(encoding).statusCode()).isEqualTo(200);

    store.fail("deliveries/", new IllegalStateException("a fault"));
    assertThat(send(encoding).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void tellsNothingOfFaultOfOurs(Encoding encoding) throws IOException {
    store.fail("raw/", new IllegalStateException("password of " + token));

    Response response = send(encoding);

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(message(response, encoding)).isEqualTo("the receiver failed on this export");
  }

  @Tag("R-39")
  @ParameterizedTest
  @EnumSource(Encoding.class)
  void tellsNothingOfFaultInTheCheckOfTheKey(Encoding encoding) throws IOException {
    store.fail("keys/", new IllegalStateException("password of " + token));

    Response response = send(encoding);

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(message(response, encoding)).isEqualTo("the receiver failed on this export");
  }

  @Tag("R-33")
  @ParameterizedTest
  @EnumSource(Encoding.class)
  void asksToSendAgainWhatFindsNoMemory(Encoding encoding) {
    RequestHead head =
        new RequestHead(
            Signal.LOGS,
            true,
            System.nanoTime(),
            "Bearer " + token,
            encoding.mediaType(),
            null,
            null);

    Reply reply =
        ingest.accept(
            head,
            () -> {
              throw new OutOfMemoryError("on purpose");
            });

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.retryAfter()).isPresent();
  }

  private Response send(Encoding encoding) {
    byte[] body =
        encoding == Encoding.JSON
            ? new OtlpJsonWriter().write(EXPORT)
            : EXPORT.message().toByteArray();
    return given()
        .config(asItIs())
        .header("Authorization", "Bearer " + token)
        .contentType(encoding.mediaType())
        .body(body)
        .post("/v1/logs");
  }

  private static String message(Response response, Encoding encoding) throws IOException {
    assertThat(response.contentType()).isEqualTo(encoding.mediaType());
    return encoding == Encoding.JSON
        ? new ObjectMapper().readTree(response.asByteArray()).get("message").asText()
        : Status.parseFrom(response.asByteArray()).getMessage();
  }

  private static RestAssuredConfig asItIs() {
    return RestAssuredConfig.config()
        .encoderConfig(
            EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs(Encoding.PROTOBUF.mediaType(), ContentType.BINARY));
  }
}
