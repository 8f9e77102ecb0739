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
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same bytes again, as clients send them that have waited too long for an answer. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class RepeatedExportTest {

  private static final int SENDERS = 16;

  private final Wire wire = new Wire();

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject LandedExports landed;
  @Inject Clock clock;

  @Tag("R-26")
  @Tag("R-38")
  @Test
  void landsOnceAndIsAcknowledgedToEverySender() throws Exception {
    TestOrganisation organisation = new TestOrganisation(people, keys);
    String token = organisation.token(Scope.OTEL_WRITE);
    byte[] body = TestExports.log("hello", "k", "v").message().toByteArray();
    Callable<Integer> delivery =
        () -> wire.post("/v1/logs", token, "application/x-protobuf", body).statusCode();

    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    List<Integer> statuses = new ArrayList<>();
    try {
      for (Future<Integer> status : senders.invokeAll(Collections.nCopies(2 * SENDERS, delivery))) {
        statuses.add(status.get());
      }
    } finally {
      senders.shutdown();
    }

    assertThat(statuses).containsOnly(200);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    assertThat(landed.list(new Partition(organisation.id(), today))).hasSize(1);
  }
}
