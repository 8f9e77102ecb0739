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
import org.jboss.logging.Logger;

/**
 * Asks for rollups and erasures from within a function: through the queue, so that each has an
 * invocation of its own; where there is no queue, by making them at once, since a function does not
 * run on after its answer.
 */
@Singleton
@IfBuildProfile("function")
class FunctionRollups implements RollupQueue {

  private static final Logger log = Logger.getLogger(FunctionRollups.class);

  private final SqsRollupQueue queue;
  private final RecordedRollup rollup;
  private final RollupRuns runs;
  private final PersonErasure erasure;
  private final ErasureRuns erasures;

  FunctionRollups(
      SqsRollupQueue queue,
      RecordedRollup rollup,
      RollupRuns runs,
      PersonErasure erasure,
      ErasureRuns erasures) {
    this.queue = queue;
    this.rollup = rollup;
    this.runs = runs;
    this.erasure = erasure;
    this.erasures = erasures;
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
      log.errorf(e, "the rollup of %s failed", partition);
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
      log.errorf(e, "the erasure of %s failed", run.id());
    }
    return run;
  }
}
