package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.SqsRollupQueue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Rollups that a function asks for where there is no queue. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class FunctionRollupsTest {

  @Inject SqsRollupQueue noQueue;
  @Inject RecordedRollup rollup;
  @Inject RollupRuns runs;
  @Inject PersonErasure erasure;
  @Inject ErasureRuns erasures;
  @Inject FunctionFailures failures;
  @Inject People people;
  @Inject KeyRegistry keys;

  @Test
  void makesRollupBeforeItAnswers() {
    TestOrganisation organisation = new TestOrganisation(people, keys);
    Partition partition = new Partition(organisation.id(), LocalDate.parse("2026-11-22"));

    RollupRun asked =
        new FunctionRollups(noQueue, rollup, runs, erasure, erasures, failures)
            .request(partition, RollupExtent.NEW, "test");

    RollupRun made = runs.latest(organisation.id(), 1).get(0);
    assertThat(made.id()).isEqualTo(asked.id());
    assertThat(made.state()).isEqualTo(RollupRun.State.DONE);
  }
}
