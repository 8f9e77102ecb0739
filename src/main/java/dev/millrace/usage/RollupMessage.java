package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One rollup as it lies in the queue, in JSON.
 *
 * @param run its id in the book
 * @param received the partition's day
 * @param extent null in messages of versions that knew of none
 */
@RegisterForReflection
public record RollupMessage(
    UUID run, String org, LocalDate received, @Nullable RollupExtent extent) {

  public static RollupMessage of(RollupRun run, RollupExtent extent) {
    Partition partition = run.partition();
    return new RollupMessage(run.id(), partition.org().value(), partition.received(), extent);
  }

  /** What is to be made of it, with what messages of versions before meant. */
  public RollupExtent wanted() {
    return extent == null ? RollupExtent.NEW : extent;
  }

  /**
   * What is to be rolled up.
   *
   * @throws IllegalArgumentException if {@code org} names no organisation
   */
  public Partition partition() {
    return new Partition(new OrgId(org), received);
  }
}
