package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.landing.LandedExports;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client sends: they land nothing, and are answered with no fault of ours. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class HostileRequestTest {

  private static final String EXPORT =
      "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"eventName\":\"smuggled\"}]}]}]}";

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject LandedExports landed;
  @Inject Clock clock;

  private TestOrganisation organisation;
  private String token;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    token = organisation.token(Scope.OTEL_WRITE);
  }

  @Test
  void exampleOfGoodRequestLands() throws IOException {
    assertThat(RawHttp.exchange(post("Authorization: Bearer " + token)))
        .startsWith("HTTP/1.1 200 ");
    assertThat(landedObjects()).isEqualTo(1);
  }

  @Test
  void keyInSecondHeaderLetsNobodyIn() throws IOException {
    String answer =
        RawHttp.exchange(post("Authorization: Bearer none\r\nAuthorization: Bearer " + token));

    assertThat(answer).startsWith("HTTP/1.1 401 ");
    assertThat(landedObjects()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Nothing: a\r\n Authorization: Bearer %s",
        "X-Nothing: a\nAuthorization : Bearer %s",
        "Authorization\u0000: Bearer %s",
        "X-Authorization: Bearer %s",
        "X-Nothing: %%0d%%0aAuthorization: Bearer %s"
      })
  void keyHiddenInOtherHeaderLetsNobodyIn(String header) throws IOException {
    String answer = RawHttp.exchange(post(header.formatted(token)));

    assertThat(answer).doesNotStartWith("HTTP/1.1 200 ").doesNotStartWith("HTTP/1.1 5");
    assertThat(landedObjects()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: -1",
        "Content-Length: 5, 6"
      })
  void bodyWithTwoEndsHidesNoSecondRequest(String framing) throws IOException {
    String second = post("Authorization: Bearer " + token);
    String first =
        "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + framing
            + "\r\n\r\n0\r\n\r\n";

    String answers = RawHttp.exchange(first + second);

    assertThat(answers).doesNotContain("HTTP/1.1 200 ").doesNotContain("HTTP/1.1 5");
    assertThat(landedObjects()).isZero();
  }

  /** RFC 9112, section 6.3: the coding counts, not the length beside it. */
  @Test
  void chunkedBodyEndsWithItsChunks() throws IOException {
    String first =
        "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: 900\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";

    String answers = RawHttp.exchange(first + post("Authorization: Bearer " + token));

    assertThat(answers).startsWith("HTTP/1.1 401 ").containsOnlyOnce("HTTP/1.1 200 ");
    assertThat(landedObjects()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000, 2_000_000})
  void longHeadersAreRefused(int length) throws IOException {
    String answer = RawHttp.exchange(post("Authorization: Bearer " + "m".repeat(length)));

    assertThat(answer).doesNotContain("HTTP/1.1 200 ").doesNotContain("HTTP/1.1 5");
  }

  @Test
  void manyHeadersAreRefused() throws IOException {
    String answer =
        RawHttp.exchange(post("X-Many: x\r\n".repeat(20_000) + "Authorization: Bearer " + token));

    assertThat(answer).doesNotContain("HTTP/1.1 200 ").doesNotContain("HTTP/1.1 5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/logs/../../api/keys",
        "/v1/%2e%2e/api/keys",
        "/v1/logs%2f..%2fmetrics",
        "/v1/logs%00",
        "//v1\\logs",
        "/v1/logs/..%5c..%5ckeys"
      })
  void pathTricksLandNothingAndShowNothing(String path) throws IOException {
    String answer =
        RawHttp.exchange(post("Authorization: Bearer " + token).replace("/v1/logs", path));

    assertThat(answer).doesNotStartWith("HTTP/1.1 5").doesNotContain("mro_");
    assertThat(landedObjects()).isZero();
  }

  private int landedObjects() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return landed.list(new Partition(organisation.id(), today)).size();
  }

  private static String post(String headers) {
    return "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\nContent-Length: "
        + EXPORT.length()
        + "\r\n"
        + headers
        + "\r\n\r\n"
        + EXPORT;
  }
}
