package dev.millrace.usage;

import dev.millrace.OrgId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Computes usage from the lake's {@code activity} table, as {@code usage.sql} says.
 *
 * <p>The same activity gives the same rows, however it is divided into files and in whatever order
 * they are named; activity that is there twice counts once.
 */
public interface UsageEngine {

  /**
   * How many days before the first the activity has to reach back. A cumulative counter counts by
   * the difference to its point before, which lies on an earlier day if the process slept, as a
   * closed laptop does; a week covers a holiday, and vendors resend for as long.
   */
  int LOOK_BACK_DAYS = 7;

  /** The first event date whose activity is needed for usage from the given day on. */
  static LocalDate activityFrom(LocalDate first) {
    return first.minusDays(LOOK_BACK_DAYS);
  }

  /**
   * The usage of an organisation on a range of event dates, ordered by date, tool, person, terminal
   * and model; nothing for days without usage.
   *
   * @param activityFiles local Parquet files under folders {@code org=<org>/event_date=<date>/}, as
   *     in the lake; all there are from {@link #activityFrom} the first day to the last. More does
   *     no harm
   * @param first UTC day
   * @param last UTC day, inclusive
   * @throws UsageFailedException if a file cannot be read or memory and disk do not suffice
   */
  List<UsageRow> usage(OrgId org, List<Path> activityFiles, LocalDate first, LocalDate last);
}
