package dev.millrace.usage;

import dev.millrace.OrgId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One erasure of a person, as the organisation's owner sees it: the report of what was done, which
 * does not say whose data it was.
 *
 * @param requestedBy id of the key that asked for it, or {@code operator}
 * @param doneThrough last day of arrival (UTC) of which nothing is left to do; null before the
 *     first
 * @param emptied landed exports of which nothing is left
 * @param rewritten landed exports of which the rest is left
 * @param records that were taken out; of a day on which it broke off and was taken up, some are not
 *     counted
 * @param days of arrival (UTC) that were rolled up again, with all days of usage that they touch
 * @param error why it failed, in one sentence; if it did not, {@link #NOBODY} or empty
 */
public record ErasureRun(
    UUID id,
    OrgId org,
    RollupRun.State state,
    String requestedBy,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable LocalDate doneThrough,
    long emptied,
    long rewritten,
    long records,
    List<LocalDate> days,
    String error) {

  /** What is said of one that ended well, where there was nobody to erase. */
  public static final String NOBODY =
      "Nobody called so is on the roster, in the data or has a key. Nothing was erased.";

  public ErasureRun {
    days = List.copyOf(days);
  }

  /** Whether there was anything to take out of what landed. */
  public boolean hasFound() {
    return emptied > 0 || rewritten > 0 || records > 0;
  }

  /** Whether there is still something to do for the day of arrival. */
  public boolean isOpen(LocalDate received) {
    return doneThrough == null || received.isAfter(doneThrough);
  }

  /**
   * What was done about one day of arrival.
   *
   * @param rolledUp whether it was rolled up again
   */
  public record Day(
      LocalDate received, long emptied, long rewritten, long records, boolean rolledUp) {}
}
