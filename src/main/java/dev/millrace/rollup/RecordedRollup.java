package dev.millrace.rollup;

import dev.millrace.Partition;
import dev.millrace.usage.RollupRuns;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes a rollup and keeps the book of it. */
@Singleton
class RecordedRollup {

  private static final Logger log = Logger.getLogger(RecordedRollup.class);

  private final Rollup rollup;
  private final RollupRuns runs;

  RecordedRollup(Rollup rollup, RollupRuns runs) {
    this.rollup = rollup;
    this.runs = runs;
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
