package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.landing.LandedExports;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.TestExports;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a key is told that sends more than it may; its time stands still here. */
@QuarkusTest
@TestProfile(EveryOption.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
@Tag("R-32")
@Tag("R-34")
class AllowanceTest {

  private static final byte[] SMALL = TestExports.log("a", "k", "v").message().toByteArray();
  private static final byte[] LARGE =
      TestExports.log("a", "k", "v".repeat(2 * EveryOption.BYTES_PER_MINUTE))
          .message()
          .toByteArray();

  private final Wire wire = new Wire();

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject LandedExports landed;
  @Inject Clock clock;

  private TestOrganisation organisation;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
  }

  @Test
  void asksKeyToWaitThatHasSentTooOften() {
    String token = organisation.token(Scope.OTEL_WRITE);
    for (int i = 0; i < EveryOption.REQUESTS_PER_MINUTE; i++) {
      assertThat(send(token, SMALL).statusCode()).isEqualTo(200);
    }

    HttpResponse<byte[]> response = send(token, SMALL);

    assertThat(StatusAssert.messageOf(response, 429, Encoding.PROTOBUF)).contains("limit");
    // One of eight a minute grows back in 7.5 s.
    assertThat(response.headers().allValues("Retry-After")).containsExactly("8");
    assertThat(send(organisation.token(Scope.OTEL_WRITE), SMALL).statusCode()).isEqualTo(200);
  }

  @Test
  void asksKeyToWaitThatHasSentTooMuchAndDoesNotReadItsBody() {
    String token = organisation.token(Scope.OTEL_WRITE);
    assertThat(send(token, LARGE).statusCode()).isEqualTo(200);

    HttpResponse<byte[]> response = send(token, "no export".getBytes(US_ASCII));

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(response.headers().firstValue("Retry-After").orElseThrow()))
        .isPositive();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    assertThat(landed.list(new Partition(organisation.id(), today))).hasSize(1);
  }

  private HttpResponse<byte[]> send(String token, byte[] body) {
    return wire.post("/v1/logs", token, "application/x-protobuf", body);
  }
}
