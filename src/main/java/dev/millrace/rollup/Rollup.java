package dev.millrace.rollup;

import dev.millrace.Partition;
import dev.millrace.lake.LakeChange;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.LandedExports.Total;
import dev.millrace.usage.Days;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns one partition of what landed into the lake and into usage. */
@Singleton
class Rollup {

  /**
   * How many event dates (UTC) before and after one may be read to compute the days that show it:
   * the look-back, and two more since a day of another time zone lies on two dates.
   */
  private static final int REACH = Days.LOOK_BACK + 2;

  private final LandedExports landed;
  private final Conversion conversion;
  private final Computation computation;

  Rollup(LandedExports landed, Conversion conversion, Computation computation) {
    this.landed = landed;
    this.conversion = conversion;
    this.computation = computation;
  }

  /**
   * Lists what landed, writes it into the lake, and computes the usage of the days it touches.
   *
   * @throws dev.millrace.store.StoreUnavailableException if the store fails; run again, it takes up
   *     from the beginning
   * @throws dev.millrace.database.DatabaseUnavailableException likewise
   */
  Outcome run(Partition partition) {
    Total total = landed.total(partition);
    List<LakeChange> changes = conversion.convert(partition, total);
    SortedSet<LocalDate> touched =
        changes.stream()
            .flatMap(change -> change.dates().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!touched.isEmpty()) {
      conversion.renew(
          partition.org(), touched.first().minusDays(REACH), touched.last().plusDays(REACH));
    }
    SortedSet<LocalDate> computed = computation.compute(partition.org(), touched);
    conversion.settle(changes);
    return new Outcome(total.objects(), total.bytes(), computed);
  }

  /**
   * What a rollup did.
   *
   * @param objects landed exports that were read
   * @param bytes of them, as stored
   * @param eventDates days whose usage was computed
   */
  record Outcome(long objects, long bytes, SortedSet<LocalDate> eventDates) {}
}
