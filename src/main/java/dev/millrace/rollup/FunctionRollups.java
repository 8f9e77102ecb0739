package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.usage.ErasureRun;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupQueue;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.SqsRollupQueue;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Asks for rollups and erasures from within a function: through the queue, so that each has an
 * invocation of its own; where there is no queue, by making them at once, since a function does not
 * run on after its answer.
 */
@Singleton
@IfBuildProfile("function")
class FunctionRollups implements RollupQueue {

  private final SqsRollupQueue queue;
  private final RecordedRollup rollup;
  private final RollupRuns runs;
  private final PersonErasure erasure;
  private final ErasureRuns erasures;
  private final FunctionFailures failures;

  FunctionRollups(
      SqsRollupQueue queue,
      RecordedRollup rollup,
      RollupRuns runs,
      PersonErasure erasure,
      ErasureRuns erasures,
      FunctionFailures failures) {
    this.queue = queue;
    this.rollup = rollup;
    this.runs = runs;
    this.erasure = erasure;
    this.erasures = erasures;
    this.failures = failures;
  }

  /** One that fails is in the book as failed, and does not stop the others. */
  @Override
  public RollupRun request(Partition partition, RollupExtent extent, String requestedBy) {
    if (queue.isOpen()) {
      return queue.request(partition, extent, requestedBy);
    }
    RollupRun run = runs.requested(partition, requestedBy);
    try {
      rollup.make(run.id(), partition, extent);
    } catch (RuntimeException e) {
      failures.report("a rollup failed", partition, e);
    }
    return run;
  }

  /** Likewise. */
  @Override
  public ErasureRun erase(OrgId org, Set<String> identities, String requestedBy) {
    if (queue.isOpen()) {
      return queue.erase(org, identities, requestedBy);
    }
    ErasureRun run = erasures.requested(org, requestedBy);
    try {
      erasure.erase(run.id(), org, identities);
    } catch (RuntimeException e) {
      failures.report("an erasure failed", run.id(), e);
    }
    return run;
  }
}
