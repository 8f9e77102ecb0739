package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.KeyId;
import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.lake.LakeLayout;
import dev.millrace.landing.Landing;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.usage.ErasureRun;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupBrokenOffException;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupPlace;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRun.State;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.UsageLedger;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How runs that are asked for get their turn, and what the book says of them. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class RollupWorkerTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-22");

  @Inject RollupPlace place;
  @Inject RollupRuns runs;
  @Inject ErasureRuns erasures;
  @Inject RollupConfig config;
  @Inject ObjectMapper json;
  @Inject UsageLedger ledger;
  @Inject Landing landing;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore objects;

  private TestOrganisation organisation;
  private Partition partition;
  private RollupWorker worker;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    partition = new Partition(organisation.id(), DAY);
    worker = worker(place);
    KeyId key = Token.parse(organisation.token(Scope.OTEL_WRITE)).orElseThrow().id();
    new Arrivals(landing, organisation.id(), key).tokens(DAY, "2026-11-22T10:00:00Z", 1);
  }

  private RollupWorker worker(RollupPlace place) {
    return new RollupWorker(new Borrowed(place), runs, erasures, config, json, Clock.systemUTC());
  }

  /** The application's own, which goes on when the worker is stopped. */
  private record Borrowed(RollupPlace place) implements RollupPlace {
    @Override
    public void make(String message) {
      place.make(message);
    }

    @Override
    public void close() {}
  }

  @AfterEach
  void stop() throws InterruptedException {
    ((BreakableStore) objects).repair();
    worker.stop(new ShutdownEvent());
  }

  @Test
  void leavesUsageOfDayAsItIsWhoseObjectsAreNoLongerKept() throws InterruptedException {
    ended(worker.request(partition, RollupExtent.NEW, "a test"));
    new Landscape(objects, organisation.id()).deleteLanded(partition);

    RollupRun run = ended(worker.request(partition, RollupExtent.NEW, "a test"));

    assertThat(run.state()).isEqualTo(RollupRun.State.FAILED);
    assertThat(run.error())
        .isEqualTo("some of what landed is no longer kept, so that usage stays as it is");
    assertThat(objects.get(LakeLayout.usageKey(organisation.id(), DAY))).isPresent();
    assertThat(ledger.usage(organisation.id(), DAY, DAY, Set.of())).isNotEmpty();
  }

  @Test
  void makesRunThatIsAskedForAndEntersWhatItDid() throws InterruptedException {
    RollupRun asked = worker.request(partition, RollupExtent.NEW, "a test");

    RollupRun run = ended(asked);

    assertThat(run.state()).isEqualTo(State.DONE);
    assertThat(run.requestedBy()).isEqualTo("a test");
    assertThat(run.objects()).isEqualTo(1);
    assertThat(run.bytes()).isPositive();
    assertThat(run.eventDates()).containsExactly(DAY);
    assertThat(run.startedAt()).isNotNull();
    assertThat(run.finishedAt()).isNotNull();
  }

  @Test
  void takesRequestThatIsWaitingForTheSame() throws InterruptedException {
    CountDownLatch busy = occupied();

    RollupRun first = worker.request(partition, RollupExtent.NEW, "one");
    RollupRun second = worker.request(partition, RollupExtent.NEW, "two");
    RollupRun other =
        worker.request(new Partition(organisation.id(), DAY.minusDays(1)), RollupExtent.NEW, "two");

    assertThat(second).isEqualTo(first);
    assertThat(runs.latest(organisation.id(), 9))
        .filteredOn(run -> !run.requestedBy().equals("occupied"))
        .extracting(RollupRun::id, RollupRun::state)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(first.id(), State.REQUESTED),
            org.assertj.core.groups.Tuple.tuple(other.id(), State.REQUESTED));
    busy.countDown();
    assertThat(Runs.ended(runs, organisation.id())).hasSize(3);
  }

  @Test
  void entersWhyRunBrokeOffWithItsProcess() throws InterruptedException {
    worker =
        worker(
            new RollupPlace() {
              @Override
              public void make(String message) {
                runs.started(runs.latest(organisation.id(), 1).get(0).id());
                throw new RollupBrokenOffException("its process was killed");
              }

              @Override
              public void close() {}
            });

    RollupRun run = ended(worker.request(partition, RollupExtent.NEW, "a test"));

    assertThat(run.state()).isEqualTo(State.FAILED);
    assertThat(run.error()).isEqualTo("its process was killed");
  }

  @Test
  void entersWhyErasureAndRollupOfItBrokeOffWithTheirProcess() throws InterruptedException {
    worker =
        worker(
            new RollupPlace() {
              @Override
              public void make(String message) {
                runs.started(runs.requested(partition, "erasure").id());
                throw new RollupBrokenOffException("its process was killed");
              }

              @Override
              public void close() {}
            });

    ErasureRun asked = worker.erase(organisation.id(), Set.of("ada@example.com"), "a test");

    while (erasures.find(organisation.id(), asked.id()).orElseThrow().state() != State.FAILED) {
      Thread.sleep(20);
    }
    assertThat(Runs.ended(runs, organisation.id()))
        .extracting(RollupRun::error)
        .containsExactly("its process was killed");
  }

  @Test
  void makesOfOneThatWaitsAsMuchAsAnybodyWants() throws InterruptedException {
    ended(worker.request(partition, RollupExtent.NEW, "schedule"));
    CountDownLatch busy = occupied();
    RollupRun asked = worker.request(partition, RollupExtent.NEW, "schedule");
    worker.request(partition, RollupExtent.ANEW, "operator");
    worker.request(partition, RollupExtent.NEW, "schedule");
    busy.countDown();

    assertThat(ended(asked).eventDates()).containsExactly(DAY);
  }

  @Test
  void makesAnotherRunWhenTheOneBeforeHasEnded() throws InterruptedException {
    ended(worker.request(partition, RollupExtent.NEW, "one"));
    ended(worker.request(partition, RollupExtent.NEW, "two"));

    assertThat(Runs.ended(runs, organisation.id())).hasSize(2);
  }

  @Test
  void entersFailureAndGoesOn() throws InterruptedException {
    ((BreakableStore) objects).breakDown("lake/");
    RollupRun failed = ended(worker.request(partition, RollupExtent.NEW, "one"));
    ((BreakableStore) objects).repair();
    RollupRun next = ended(worker.request(partition, RollupExtent.NEW, "two"));

    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.error())
        .isEqualTo("the object store was out of reach; the next rollup takes it up again");
    assertThat(failed.objects()).isZero();
    assertThat(next.state()).isEqualTo(State.DONE);
  }

  @Test
  void goesOnAfterWorkThatFails() throws InterruptedException {
    CountDownLatch third = new CountDownLatch(3);
    worker.repeat(
        () -> {
          third.countDown();
          throw new IllegalStateException("this look fails on purpose");
        },
        Duration.ZERO,
        () -> Duration.ofMillis(1));

    third.await();
    assertThat(ended(worker.request(partition, RollupExtent.NEW, "one")).state())
        .isEqualTo(State.DONE);
  }

  private RollupRun ended(RollupRun asked) throws InterruptedException {
    return Runs.ended(runs, organisation.id()).stream()
        .filter(run -> run.id().equals(asked.id()))
        .findFirst()
        .orElseThrow();
  }

  /** Keeps the worker from beginning anything of the organisation until it is counted down. */
  private CountDownLatch occupied() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    worker.stop(new ShutdownEvent());
    worker =
        worker(
            new RollupPlace() {
              @Override
              public void make(String message) {
                begun.countDown();
                try {
                  released.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                place.make(message);
              }

              @Override
              public void close() {}
            });
    worker.request(
        new Partition(organisation.id(), DAY.minusDays(9)), RollupExtent.NEW, "occupied");
    begun.await();
    return released;
  }
}
