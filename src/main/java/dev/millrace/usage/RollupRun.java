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
 * @param landed how what landed was found, to tell whether it has changed since; empty before
 * @param setAside exports that do not count, the first hundred
 * @param setAsideTotal how many there are
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
    String error,
    String landed,
    List<SetAside> setAside,
    long setAsideTotal) {

  public RollupRun {
    eventDates = List.copyOf(eventDates);
    setAside = List.copyOf(setAside);
  }

  /**
   * An export that does not count, while all others of its day do.
   *
   * @param export its name: {@code <signal>/<hash>-<key id>}
   * @param reason in a sentence
   */
  public record SetAside(String export, String reason) {}

  /** How far it is. */
  public enum State {
    REQUESTED,
    RUNNING,
    DONE,
    FAILED
  }
}
