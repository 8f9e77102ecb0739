package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One rollup as it lies in the queue, in JSON.
 *
 * @param run its id in the book
 * @param received the partition's day
 */
@RegisterForReflection
public record RollupMessage(UUID run, String org, LocalDate received) {

  public static RollupMessage of(RollupRun run) {
    Partition partition = run.partition();
    return new RollupMessage(run.id(), partition.org().value(), partition.received());
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
