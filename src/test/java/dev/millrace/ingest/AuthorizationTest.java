package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.otlp.Encoding;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in by which Authorization header, and what the rest is told. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class AuthorizationTest {

  private static final byte[] NOTHING = {};
  private static final String PROTOBUF = "application/x-protobuf";

  private final Wire wire = new Wire();

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore store;

  private String token;

  @BeforeEach
  void enrol() {
    token = new TestOrganisation(people, keys).token(Scope.OTEL_WRITE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer %s",
        "bearer %s",
        "BEARER   %s",
        "Bearer %s ",
        "%s",
        "Bearer%%20%s",
        "Bearer \"%s\"",
        "\"Bearer %s\"",
        "Bearer '%s'",
        "Bearer: %s",
        "Bearer %s%%0A",
        "Bearer %s\\n"
      })
  void letsKeyInHoweverItsHeaderIsWritten(String header) {
    assertThat(send(header.formatted(token)).statusCode()).isEqualTo(200);
  }

  @Tag("R-35")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Bearer",
        "Bearer ",
        "Basic %s",
        "Bearer %s%s",
        "Bearer %s,Bearer %s",
        "Bearer %s \"%s\"",
        "Bearer mro_key000000001_0_0"
      })
  void refusesOtherHeader(String header) {
    HttpResponse<byte[]> response = send(header.formatted(token, token));

    assertThat(StatusAssert.messageOf(response, 401, Encoding.PROTOBUF)).doesNotContain(token);
    assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
  }

  @Tag("R-35")
  @Test
  void refusesTwoHeadersAndDoesNotChoose() {
    HttpResponse<byte[]> response =
        wire.send(
            "POST",
            "/v1/logs",
            NOTHING,
            "Authorization",
            "Bearer " + token,
            "Authorization",
            "Bearer " + token,
            "Content-Type",
            PROTOBUF);

    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Tag("R-33")
  @Tag("R-36")
  @Test
  void saysNothingOfKeyWhoseObjectIsDamaged() {
    String key = "keys/" + Token.parse(token).orElseThrow().id() + ".json";
    store.put(key, "{".getBytes(US_ASCII));
    try {
      HttpResponse<byte[]> response = send("Bearer " + token);

      assertThat(StatusAssert.messageOf(response, 503, Encoding.PROTOBUF)).contains("API keys");
      assertThat(response.headers().allValues("Retry-After")).containsExactly("5");
    } finally {
      // Other tests read all keys.
      store.delete(key);
    }
  }

  private HttpResponse<byte[]> send(String authorization) {
    return wire.send(
        "POST", "/v1/logs", NOTHING, "Authorization", authorization, "Content-Type", PROTOBUF);
  }
}
