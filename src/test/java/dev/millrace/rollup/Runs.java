package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRun.State;
import dev.millrace.usage.RollupRuns;
import java.time.Duration;
import java.util.List;

/** The book of runs, for tests that wait for what is in it. */
final class Runs {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Runs() {}

  /** All runs of the organisation, latest first, once none is open. */
  static List<RollupRun> ended(RollupRuns runs, OrgId org) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      List<RollupRun> all = runs.latest(org, 100);
      if (all.stream().allMatch(run -> run.state() == State.DONE || run.state() == State.FAILED)) {
        return all;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the rollups of " + org + " did not end");
  }
}
