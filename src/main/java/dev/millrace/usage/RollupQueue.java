package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import java.util.Set;

/**
 * Where rollups and erasures are asked for; they run elsewhere, later, an organisation's one after
 * the other.
 */
public interface RollupQueue {

  /**
   * Asks for a rollup of the partition.
   *
   * @param extent what is to be made of it
   * @param requestedBy see {@link RollupRun}
   * @return the run as it stands in the book
   */
  RollupRun request(Partition partition, RollupExtent extent, String requestedBy);

  /**
   * Asks for a person to be erased from all that landed in the organisation.
   *
   * @param identities of the person: e-mail address, and what else they are known by
   * @param requestedBy see {@link ErasureRun}
   * @return the erasure as it stands in the book
   */
  ErasureRun erase(OrgId org, Set<String> identities, String requestedBy);
}
