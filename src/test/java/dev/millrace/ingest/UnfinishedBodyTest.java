package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.landing.LandedExports;
import dev.millrace.otlp.TestExports;
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
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies that come in small pieces, or not to their end. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class UnfinishedBodyTest {

  private static final byte[] BODY = TestExports.log("hello", "k", "v").message().toByteArray();

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
  void landsBodyThatComesByteByByte() throws IOException {
    try (RawHttp connection = begun()) {
      for (byte each : BODY) {
        connection.say(new byte[] {each});
      }
      assertThat(connection.line()).isEqualTo("HTTP/1.1 200 OK");
    }
    assertThat(landedExports()).isEqualTo(1);
  }

  @Tag("R-38")
  @Test
  void landsNothingOfBodyThatBreaksOff() throws IOException {
    try (RawHttp connection = begun()) {
      connection.say(Arrays.copyOf(BODY, BODY.length - 1));
    }
    assertThat(landedExports()).isZero();
    landsBodyThatComesByteByByte();
  }

  private RawHttp begun() throws IOException {
    String head =
        "POST /v1/logs HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer %s\r\n"
            + "Content-Type: application/x-protobuf\r\nContent-Length: %d\r\n\r\n";
    RawHttp connection = new RawHttp();
    connection.say(head.formatted(organisation.token(Scope.OTEL_WRITE), BODY.length));
    return connection;
  }

  private int landedExports() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return landed.list(new Partition(organisation.id(), today)).size();
  }
}
