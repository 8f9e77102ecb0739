package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.otlp.TestExports;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FaultyS3;
import dev.millrace.store.FaultyS3Resource;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.S3Fault;
import dev.millrace.store.StoredObject;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What senders are told while S3 is out of order, in every way in which it may be, and what lies
 * there afterwards. The sender gives up after 10 s, as exporters do.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@WithTestResource(FaultyS3Resource.class)
class StoreFaultsTest {

  private static final int ALWAYS = Integer.MAX_VALUE;

  private final Wire wire = new Wire(Duration.ofSeconds(10));

  /** Set by the resource, before any test. */
  @SuppressWarnings("NullAway.Init")
  FaultyS3 door;

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore store;

  private TestOrganisation organisation;
  private String token;
  private byte[] export;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    token = organisation.token(Scope.OTEL_WRITE);
    export = TestExports.log("one", "k", UUID.randomUUID().toString()).message().toByteArray();
  }

  @AfterEach
  void repair() {
    door.repair();
  }

  @Tag("R-33")
  @Tag("R-34")
  @Tag("R-38")
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "HANGS_IN_ANSWER", "RESET_IN_ANSWER"})
  void losesNothing(S3Fault fault) {
    door.strike(fault, line -> line.startsWith("PUT") && line.contains("/raw/"), ALWAYS);

    HttpResponse<byte[]> failed = send();

    assertThat(failed.statusCode()).isEqualTo(503);
    assertThat(failed.headers().allValues("Retry-After")).containsExactly("5");
    door.repair();
    assertThat(send().statusCode()).isEqualTo(200);
    assertThat(landed()).hasSize(1);
  }

  @Tag("R-26")
  @ParameterizedTest
  @EnumSource(names = {"HANGS_IN_ANSWER", "RESET_IN_ANSWER"})
  void findsDoneWhatItWasToldHalfOf(S3Fault fault) {
    door.strike(fault, line -> line.startsWith("PUT") && line.contains("/raw/"), ALWAYS);

    assertThat(send().statusCode()).isEqualTo(200);
    assertThat(landed()).hasSize(1);
  }

  @Tag("R-36")
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "DAMAGED_BODY"})
  void doesNotTakeSilenceForRefusal(S3Fault fault) {
    door.strike(fault, line -> line.startsWith("GET") && line.contains("/keys/"), ALWAYS);

    assertThat(send().statusCode()).isEqualTo(503);
    door.repair();
    assertThat(send().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "ACCESS_DENIED", "NO_SUCH_BUCKET", "DAMAGED_BODY", "FULL"})
  void landsAtTheSecondTry(S3Fault fault) {
    door.strike(fault, line -> line.startsWith("PUT") && line.contains("/raw/"), 1);

    assertThat(send().statusCode()).isEqualTo(200);
    assertThat(door.struck()).isEqualTo(1);
    assertThat(landed()).hasSize(1);
  }

  @Test
  void storesWhatWasSentAndNothingElse() {
    door.strike(S3Fault.DAMAGED_BODY, line -> line.contains("/raw/"), ALWAYS);

    assertThat(send().statusCode()).isEqualTo(503);
    assertThat(landed()).isEmpty();
  }

  private HttpResponse<byte[]> send() {
    return wire.post("/v1/logs", token, "application/x-protobuf", export);
  }

  private List<StoredObject> landed() {
    try (Stream<StoredObject> objects = store.list("raw/org=" + organisation.id() + "/")) {
      return objects.toList();
    }
  }
}
