package dev.millrace.rollup;

import dev.millrace.Partition;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.RawObject;
import dev.millrace.store.ObjectStore;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells which days of arrival are no longer as their last rollup left them. */
@Singleton
class Growth {

  private final ObjectStore store;
  private final LandedExports landed;
  private final RollupRuns runs;
  private final Clock clock;

  Growth(ObjectStore store, LandedExports landed, RollupRuns runs, Clock clock) {
    this.store = store;
    this.landed = landed;
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * Whether something landed since, or was repaired, or the day is over since. Where nothing is
   * new, what landed is listed and not read.
   */
  boolean hasGrown(Partition partition) {
    String state = LandedState.of(partition, store);
    if (state.isEmpty()) {
      return false;
    }
    Optional<RollupRun> last = runs.lastLook(partition);
    return last.isEmpty()
        || !last.get().landed().equals(state)
        || wasOpen(partition, last.get())
        || isRepaired(partition);
  }

  /** Packs of a day that is over are made canonical. */
  private boolean wasOpen(Partition partition, RollupRun last) {
    Instant end = partition.received().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant startedAt = last.startedAt();
    return startedAt != null && startedAt.isBefore(end) && !clock.instant().isBefore(end);
  }

  /** What a rollup leaves loose could not be read; sent again, it is of the same size. */
  private boolean isRepaired(Partition partition) {
    try (Stream<RawObject> loose = landed.objects(partition)) {
      return loose.anyMatch(this::isReadable);
    }
  }

  private boolean isReadable(RawObject object) {
    return store
        .get(object.key())
        .filter(bytes -> LandedExports.isExport(object, bytes))
        .isPresent();
  }
}
