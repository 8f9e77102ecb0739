package dev.millrace.rollup;

import dev.millrace.Partition;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.LandedExports.Total;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Tells which days of arrival are no longer as their last rollup found them.
 *
 * <p>What landed is kept for some time, usage for good. Objects do not go all at once, and those
 * that an erasure wrote anew stay longer: from what is left, usage would come out as a part of
 * itself.
 */
@Singleton
class Growth {

  private final LandedExports landed;
  private final RollupRuns runs;

  Growth(LandedExports landed, RollupRuns runs) {
    this.landed = landed;
    this.runs = runs;
  }

  /** Whether more landed, or other bytes, than the last rollup that ended well read. */
  boolean hasGrown(Partition partition) {
    Total total = landed.total(partition);
    if (total.objects() == 0) {
      return false;
    }
    Optional<RollupRun> last = runs.lastDone(partition);
    return last.isEmpty()
        || last.get().objects() < total.objects()
        || last.get().objects() == total.objects() && last.get().bytes() != total.bytes();
  }

  /** Whether something landed, and all of it that the last rollup read is still there. */
  boolean isWhole(Partition partition) {
    return !hasShrunk(partition) && landed.total(partition).objects() > 0;
  }

  /** Whether objects that it read are no longer there. */
  boolean hasShrunk(Partition partition) {
    return runs.lastDone(partition)
        .filter(last -> landed.total(partition).objects() < last.objects())
        .isPresent();
  }
}
