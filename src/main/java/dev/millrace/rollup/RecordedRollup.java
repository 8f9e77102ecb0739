package dev.millrace.rollup;

import dev.millrace.Partition;
import dev.millrace.usage.RollupRuns;
import jakarta.inject.Singleton;
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
  private final Growth growth;

  RecordedRollup(Rollup rollup, RollupRuns runs, Growth growth) {
    this.rollup = rollup;
    this.runs = runs;
    this.growth = growth;
  }

  /**
   * Makes the rollup of the partition.
   *
   * @param run its id in the book
   * @throws RuntimeException whatever it failed with, once that is in the book; likewise an {@link
   *     Error}, such as DuckDB's library missing or memory running out
   */
  void make(UUID run, Partition partition) {
    runs.started(run);
    try {
      if (growth.hasShrunk(partition)) {
        runs.failed(run, GONE);
        log.warnf("did not roll up %s: %s", partition, GONE);
        return;
      }
      Rollup.Outcome outcome = rollup.run(partition);
      runs.done(run, outcome.objects(), outcome.bytes(), outcome.eventDates());
      log.infof(
          "rolled up %s: %d objects, %d bytes, usage of %s",
          partition, outcome.objects(), outcome.bytes(), outcome.eventDates());
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
