package dev.millrace.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.landing.LandedExports;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a real client does about a 503. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class JavaSdkRetryTest {

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject LandedExports landed;
  @Inject ObjectStore objects;
  @Inject Clock clock;

  @AfterEach
  void repair() {
    ((BreakableStore) objects).repair();
  }

  @Tag("R-32")
  @Tag("R-33")
  @Tag("R-38")
  @Test
  void sendsAgainUntilItLandsAndItLandsOnce() throws InterruptedException {
    BreakableStore store = (BreakableStore) objects;
    TestOrganisation organisation = new TestOrganisation(people, keys);
    try (SdkLoggerProvider loggers =
        new Sdk(organisation.token(Scope.OTEL_WRITE), "gzip").loggers()) {
      loggers.get("demo").logRecordBuilder().setBody("once").emit();
      store.breakDown("raw/");
      int before = store.refusals();

      CompletableResultCode sent = loggers.forceFlush();
      while (store.refusals() == before) {
        Thread.sleep(10);
      }
      store.repair();

      assertThat(Sdk.succeeds(sent)).isTrue();
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    assertThat(landed.list(new Partition(organisation.id(), today))).hasSize(1);
  }
}
