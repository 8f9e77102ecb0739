package dev.millrace.usage;

import dev.millrace.Partition;

/** Where rollups are asked for; they run elsewhere, later, one after the other. */
public interface RollupQueue {

  /**
   * Asks for a rollup of the partition.
   *
   * @param requestedBy see {@link RollupRun}
   * @return the run as it stands in the book
   */
  RollupRun request(Partition partition, String requestedBy);
}
