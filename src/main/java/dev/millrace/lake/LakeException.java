package dev.millrace.lake;

import dev.millrace.Partition;

/**
 * A shard could not be converted, for a reason that does not lie in the object store: DuckDB or the
 * temp folder failed, or a manifest is not readable. The lake is as it was or holds the shard anew,
 * and to write the shard again is always right.
 */
public final class LakeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  LakeException(String what, Partition partition, Shard shard, Throwable cause) {
    super("cannot " + what + " of " + partition + ", shard " + shard, cause);
  }
}
