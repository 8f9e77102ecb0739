package dev.millrace.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.OrgId;
import dev.millrace.OutageLog;
import dev.millrace.Partition;
import dev.millrace.database.DatabaseUnavailableException;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.usage.ErasureMessage;
import dev.millrace.usage.ErasureRun;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupBrokenOffException;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupMessage;
import dev.millrace.usage.RollupPlace;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Has rollups and erasures of the local server made, each when it is its organisation's turn. */
@Singleton
@UnlessBuildProfile("function")
class RollupWorker implements RollupQueue {

  /** How long a stop waits for the rollups at hand; one that is cut off is simply made again. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private static final Logger log = Logger.getLogger(RollupWorker.class);

  private final RollupPlace place;
  private final RollupRuns runs;
  private final ErasureRuns erasures;
  private final ObjectMapper json;
  private final OutageLog outages;
  private final Map<Partition, Waiting> waiting = new ConcurrentHashMap<>();
  private final Turns turns;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "rollup-looks"));

  RollupWorker(
      RollupPlace place,
      RollupRuns runs,
      ErasureRuns erasures,
      RollupConfig config,
      ObjectMapper json,
      Clock clock) {
    this.place = place;
    this.runs = runs;
    this.erasures = erasures;
    this.json = json;
    this.outages = new OutageLog(clock);
    this.turns = new Turns(config.atOnce());
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
              turns.add(of.org(), () -> make(of));
              return new Waiting(run, extent);
            })
        .run();
  }

  /** A run that has not begun. */
  private record Waiting(RollupRun run, RollupExtent extent) {}

  @Override
  public ErasureRun erase(OrgId org, Set<String> identities, String requestedBy) {
    ErasureRun run = erasures.requested(org, requestedBy);
    ErasureMessage message = ErasureMessage.of(run, identities);
    turns.add(org, () -> make(message, why -> breakOff(run, why)));
    return run;
  }

  private void make(Partition partition) {
    Waiting next = waiting.remove(partition);
    if (next != null) {
      make(RollupMessage.of(next.run(), next.extent()), why -> runs.failed(next.run().id(), why));
    }
  }

  /** A rollup that it had begun has ended with it. */
  private void breakOff(ErasureRun run, String why) {
    var unused = erasures.failed(run.id(), why);
    runs.failUnfinished(run.org(), why);
  }

  private void make(Record message, Consumer<String> brokenOff) {
    surviving(
        () -> {
          try {
            place.make(json.writeValueAsString(message));
          } catch (RollupBrokenOffException e) {
            log.errorf("%s: %s", message, e.getMessage());
            brokenOff.accept(e.getMessage());
          } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message is always writable", e);
          }
        });
  }

  /** Does the work after the first wait, and again after each pause. */
  void repeat(Runnable work, Duration first, Supplier<Duration> pause) {
    once(
        () -> {
          surviving(work);
          if (!looks.isShutdown()) {
            repeat(work, pause.get(), pause);
          }
        },
        first);
  }

  /** Does the work once, never beside other such work. */
  void once(Runnable work, Duration after) {
    var unused = looks.schedule(() -> surviving(work), after.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The thread goes on whatever happens: the next look may do better. */
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
    looks.shutdownNow();
    turns.stop();
    place.close();
    if (!turns.awaitEnd(STOP_WITHIN)) {
      log.warn("a rollup was cut off; it will be made again");
    }
  }
}
