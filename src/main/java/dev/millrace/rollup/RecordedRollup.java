package dev.millrace.rollup;

import dev.millrace.Partition;
import dev.millrace.counters.Counters;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes a rollup and keeps the book of it. A day of which objects have gone is not rolled up, and
 * says so in the book: its lake and usage stay as they are.
 */
@Singleton
class RecordedRollup {

  private static final String GONE =
      "some of what landed is no longer kept, so that usage stays as it is";

  private static final Logger log = Logger.getLogger(RecordedRollup.class);

  private final Rollup rollup;
  private final RollupRuns runs;
  private final Counters counters;

  RecordedRollup(Rollup rollup, RollupRuns runs, Counters counters) {
    this.rollup = rollup;
    this.runs = runs;
    this.counters = counters;
  }

  /**
   * Makes the rollup of the partition.
   *
   * @param run its id in the book
   * @param extent what is to be made of it
   * @throws RuntimeException whatever it failed with, once that is in the book; likewise an {@link
   *     Error}, such as DuckDB's library missing or memory running out
   */
  void make(UUID run, Partition partition, RollupExtent extent) {
    runs.started(run);
    try {
      Rollup.Outcome outcome = rollup.run(partition, extent);
      runs.done(
          run,
          outcome.objects(),
          outcome.bytes(),
          outcome.eventDates(),
          outcome.state(),
          outcome.setAside().stream()
              .map(aside -> new RollupRun.SetAside(aside.export(), aside.reason().words()))
              .toList());
      if (!outcome.setAside().isEmpty()) {
        counters.add(Map.of(), Map.of("set_aside", outcome.setAside().size()));
      }
      log.infof(
          "rolled up %s: %d exports, %d bytes, %d set aside, usage of %s",
          partition,
          outcome.objects(),
          outcome.bytes(),
          outcome.setAside().size(),
          outcome.eventDates());
    } catch (GoneException e) {
      runs.refused(run, GONE, e.state());
      log.warnf("did not roll up %s: %s", partition, GONE);
    } catch (RuntimeException | Error e) {
      fail(run, e);
      throw e;
    }
  }

  /** The reason is what the caller has to know, whether it could be entered or not. */
  private void fail(UUID run, Throwable reason) {
    try {
      runs.failed(run, Failure.sentence(reason));
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }
}
