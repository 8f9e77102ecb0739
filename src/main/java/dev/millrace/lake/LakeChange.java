package dev.millrace.lake;

import dev.millrace.Partition;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a shard's files were replaced by, or that they were removed.
 *
 * <p>Whoever works from the lake brings itself up to date on the change's dates, and then has
 * {@link LakeWriter#settle} end it. If that does not come to pass, the next write of the shard
 * names the same dates again, those too of which nothing is left by then.
 */
public final class LakeChange {

  private final Partition partition;
  private final Shard shard;
  private final SortedSet<LocalDate> dates;
  private final Optional<Manifest> next;

  LakeChange(
      Partition partition, Shard shard, SortedSet<LocalDate> dates, Optional<Manifest> next) {
    this.partition = partition;
    this.shard = shard;
    this.dates = dates;
    this.next = next;
  }

  /**
   * Event dates (UTC) whose usage may be another than before: those with activity now, and those
   * that had some.
   */
  public SortedSet<LocalDate> dates() {
    return dates;
  }

  Partition partition() {
    return partition;
  }

  Shard shard() {
    return shard;
  }

  /** The manifest once it is settled; empty if the shard is to have none. */
  Optional<Manifest> next() {
    return next;
  }
}
