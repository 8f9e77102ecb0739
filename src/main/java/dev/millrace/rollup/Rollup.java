package dev.millrace.rollup;

import dev.millrace.Partition;
import dev.millrace.lake.SetAside;
import dev.millrace.usage.Days;
import dev.millrace.usage.RollupExtent;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Turns one partition of what landed into the lake and into usage. */
@Singleton
class Rollup {

  /**
   * How many event dates (UTC) before and after one may be read to compute the days that show it:
   * as far as it looks back, and two more since a day of another time zone lies on two dates.
   */
  private static final int REACH = Days.FURTHER_BACK + 2;

  /**
   * So many dates are computed and settled at a time: a run that is cut off has done the others.
   */
  private static final int DATES_AT_A_TIME = 30;

  private final DayOfArrival day;
  private final Computation computation;

  Rollup(DayOfArrival day, Computation computation) {
    this.day = day;
    this.computation = computation;
  }

  /**
   * Packs what landed, converts the packs that are new, lets them count in the lake, and computes
   * the usage of the event dates that are another by that.
   *
   * @throws GoneException if some of what counts is no longer kept; lake and usage stay
   * @throws dev.millrace.store.StoreUnavailableException if the store fails; run again, it takes up
   *     where it broke off
   * @throws dev.millrace.database.DatabaseUnavailableException likewise
   */
  Outcome run(Partition partition, RollupExtent extent) {
    DayOfArrival.Converted converted = day.convert(partition, extent);
    SortedSet<LocalDate> computed = new TreeSet<>();
    for (SortedSet<LocalDate> dates : parts(converted.open())) {
      day.renew(partition.org(), dates.first().minusDays(REACH), dates.last().plusDays(REACH));
      computed.addAll(computation.compute(partition.org(), dates));
      day.settle(partition, dates);
    }
    return new Outcome(
        converted.exports(), converted.bytes(), converted.state(), computed, converted.setAside());
  }

  private static List<SortedSet<LocalDate>> parts(SortedSet<LocalDate> dates) {
    List<SortedSet<LocalDate>> parts = new ArrayList<>();
    for (Iterator<LocalDate> each = dates.iterator(); each.hasNext(); ) {
      SortedSet<LocalDate> part = new TreeSet<>();
      while (each.hasNext() && part.size() < DATES_AT_A_TIME) {
        part.add(each.next());
      }
      parts.add(part);
    }
    return parts;
  }

  /**
   * What a rollup did.
   *
   * @param objects landed exports that the partition holds
   * @param bytes of them, as packed
   * @param state how what landed was found, see {@link LandedState}
   * @param eventDates days whose usage was computed
   * @param setAside exports that do not count
   */
  record Outcome(
      long objects,
      long bytes,
      String state,
      SortedSet<LocalDate> eventDates,
      List<SetAside> setAside) {}
}
