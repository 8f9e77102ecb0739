package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.MovableClock;
import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRun.State;
import dev.millrace.usage.RollupRuns;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which run of a day is its last. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class RollupRunsTest {

  @Inject RollupRuns runs;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject Clock clock;

  private Instant before;

  @BeforeEach
  void lookAtTheClock() {
    before = clock.instant();
  }

  @AfterEach
  void turnTheClockBack() {
    ((MovableClock) clock).set(before);
  }

  @Test
  void takesOfTwoThatWereAskedForAtOnceTheOneThatEndedLast() {
    TestOrganisation organisation = new TestOrganisation(people, keys);
    Partition partition = new Partition(organisation.id(), LocalDate.parse("2026-11-20"));
    RollupRun one = runs.requested(partition, "a test");
    RollupRun other = runs.requested(partition, "a test");
    assertThat(other.requestedAt()).isEqualTo(one.requestedAt());

    end(other, 1);
    end(one, 2);
    assertThat(runs.lastDone(partition).orElseThrow().id()).isEqualTo(one.id());

    end(other, 3);
    assertThat(runs.lastDone(partition).orElseThrow().id()).isEqualTo(other.id());
    assertThat(runs.lastDone(organisation.id()).orElseThrow().id()).isEqualTo(other.id());
  }

  @Test
  void givesUpWhatWasAskedForBeforeTheStartAndNothingElse() {
    TestOrganisation organisation = new TestOrganisation(people, keys);
    Partition partition = new Partition(organisation.id(), LocalDate.parse("2026-11-20"));
    RollupRun running = runs.requested(partition, "the server before");
    runs.started(running.id());
    RollupRun waiting = runs.requested(partition, "the server before");
    ((MovableClock) clock).advance(Duration.ofSeconds(1));
    Instant start = clock.instant();
    RollupRun own = runs.requested(partition, "this server");
    runs.started(own.id());

    runs.abandonUnfinished(start);

    assertThat(runs.latest(organisation.id(), 9))
        .extracting(RollupRun::id, RollupRun::state, RollupRun::error)
        .containsExactlyInAnyOrder(
            tuple(running.id(), State.FAILED, "the server stopped before it was done"),
            tuple(waiting.id(), State.FAILED, "the server stopped before it was done"),
            tuple(own.id(), State.RUNNING, ""));
  }

  private void end(RollupRun run, long objects) {
    ((MovableClock) clock).advance(Duration.ofSeconds(1));
    runs.started(run.id());
    runs.done(run.id(), objects, objects, List.of(), "state", List.of());
  }
}
