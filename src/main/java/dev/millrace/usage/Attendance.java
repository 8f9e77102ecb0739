package dev.millrace.usage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * On which days one person used anything.
 *
 * @param since from which day on the person counts as a member: when they were put on the roster,
 *     or first used anything, if that was before; null if they are no member
 * @param active at least on the days of the selection and the twelve weeks that end with it
 * @param days with usage in the selection
 * @param ofTwelveWeeks with usage in the twelve weeks that end with the selection
 */
public record Attendance(
    String person, @Nullable LocalDate since, ActiveDays active, int days, int ofTwelveWeeks) {

  static Attendance of(
      String person, @Nullable LocalDate since, ActiveDays active, UsageSelection selection) {
    return new Attendance(
        person,
        since,
        active,
        active.between(selection.from(), selection.to()),
        active.between(selection.to().minusDays(Adoption.DAYS - 1L), selection.to()));
  }

  /** Whether the person is a member; members who used nothing are there too. */
  public boolean onRoster() {
    return since != null;
  }

  /** Whether the person is a member by that day. */
  public boolean memberOn(LocalDate day) {
    return since != null && !since.isAfter(day);
  }
}
