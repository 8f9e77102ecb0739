package dev.millrace.rollup;

import dev.millrace.Partition;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.LandedExports.Total;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Tells which days of arrival are no longer as their last rollup found them. */
@Singleton
class Growth {

  private final LandedExports landed;
  private final RollupRuns runs;

  Growth(LandedExports landed, RollupRuns runs) {
    this.landed = landed;
    this.runs = runs;
  }

  /** Whether what landed is not what the last rollup that ended well read. */
  boolean hasGrown(Partition partition) {
    Total total = landed.total(partition);
    if (total.objects() == 0) {
      return false;
    }
    Optional<RollupRun> last = runs.lastDone(partition);
    return last.isEmpty()
        || last.get().objects() != total.objects()
        || last.get().bytes() != total.bytes();
  }
}
