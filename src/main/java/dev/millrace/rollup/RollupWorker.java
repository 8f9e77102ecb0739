package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.OutageLog;
import dev.millrace.Partition;
import dev.millrace.database.DatabaseUnavailableException;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.usage.ErasureRun;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupQueue;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Makes rollups and erasures inside the local server, one after the other, on a thread of its own.
 */
@Singleton
@UnlessBuildProfile("function")
class RollupWorker implements RollupQueue {

  /** How long a stop waits for the rollup at hand; one that is cut off is simply made again. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private static final Logger log = Logger.getLogger(RollupWorker.class);

  private final RecordedRollup rollup;
  private final RollupRuns runs;
  private final PersonErasure erasure;
  private final ErasureRuns erasures;
  private final OutageLog outages;
  private final Map<Partition, Waiting> waiting = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "rollup"));

  RollupWorker(
      RecordedRollup rollup,
      RollupRuns runs,
      PersonErasure erasure,
      ErasureRuns erasures,
      Clock clock) {
    this.rollup = rollup;
    this.runs = runs;
    this.erasure = erasure;
    this.erasures = erasures;
    this.outages = new OutageLog(clock);
  }

  /** One that is waiting already is not asked for twice, but makes as much as either wants. */
  @Override
  public RollupRun request(Partition partition, RollupExtent extent, String requestedBy) {
    return waiting
        .compute(
            partition,
            (of, before) -> {
              if (before != null) {
                return new Waiting(before.run(), before.extent().atLeast(extent));
              }
              RollupRun run = runs.requested(of, requestedBy);
              thread.execute(() -> make(of));
              return new Waiting(run, extent);
            })
        .run();
  }

  /** A run that has not begun. */
  private record Waiting(RollupRun run, RollupExtent extent) {}

  @Override
  public ErasureRun erase(OrgId org, Set<String> identities, String requestedBy) {
    ErasureRun run = erasures.requested(org, requestedBy);
    thread.execute(() -> surviving(() -> erasure.erase(run.id(), org, identities)));
    return run;
  }

  /**
   * Does the work on the worker's thread, so that it meets no rollup: after the first wait, and
   * again after each pause.
   */
  void repeat(Runnable work, Duration first, Supplier<Duration> pause) {
    once(
        () -> {
          surviving(work);
          if (!thread.isShutdown()) {
            repeat(work, pause.get(), pause);
          }
        },
        first);
  }

  /** Does the work once, on the worker's thread too. */
  void once(Runnable work, Duration after) {
    var unused = thread.schedule(() -> surviving(work), after.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void make(Partition partition) {
    Waiting next = waiting.remove(partition);
    if (next != null) {
      surviving(() -> rollup.make(next.run().id(), partition, next.extent()));
    }
  }

  /**
   * The thread goes on whatever happens, DuckDB's library missing or memory running out included:
   * the next run, or the next look, may do better.
   */
  private void surviving(Runnable work) {
    try {
      work.run();
    } catch (StoreUnavailableException | DatabaseUnavailableException e) {
      outages.report("a rollup or an erasure could not be made", e);
    } catch (RuntimeException | Error e) {
      log.error("a rollup or an erasure failed", e);
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.shutdownNow();
    if (!thread.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      log.warn("a rollup was cut off; it will be made again");
    }
  }
}
