package dev.millrace.usage;

import dev.millrace.Partition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One rollup of one partition, as its owner sees it.
 *
 * @param requestedBy id of the key that asked for it, {@code schedule} or {@code operator}
 * @param objects landed exports that were read so far
 * @param objectsTotal how many there are to read; 0 until that is known
 * @param bytes of them, as stored; 0 until it is done
 * @param eventDates days whose usage was computed
 * @param error why it failed, in one sentence; empty unless it did
 */
public record RollupRun(
    UUID id,
    Partition partition,
    State state,
    String requestedBy,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    long objects,
    long objectsTotal,
    long bytes,
    List<LocalDate> eventDates,
    String error) {

  public RollupRun {
    eventDates = List.copyOf(eventDates);
  }

  /** How far it is. */
  public enum State {
    REQUESTED,
    RUNNING,
    DONE,
    FAILED
  }
}
