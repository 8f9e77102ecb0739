package dev.millrace.lake;

import dev.millrace.Partition;

/**
 * A pack could not be converted, for a reason that does not lie in the object store: DuckDB or the
 * temp folder failed, or a manifest is not readable. The lake is as it was or holds the pack anew,
 * and to convert the pack again is always right.
 */
public final class LakeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  LakeException(String what, Partition partition, String name, Throwable cause) {
    super("cannot " + what + " of " + partition + ", " + name, cause);
  }
}
