package dev.millrace.usage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the tools have become a habit of the group. A high user is a member who used one on at
 * least 35 % of the calendar days of twelve weeks: half of the working days.
 *
 * @param group members there are
 * @param highUsers those who are high users
 * @param lowUsers those who used a tool on fewer days
 * @param share high users of all members; null where there are none
 * @param dailyActiveShare of the high users, those who used a tool on a day of the selection, on
 *     average; null where there are none
 */
public record Adoption(
    int group,
    int highUsers,
    int lowUsers,
    @Nullable Double share,
    @Nullable Double dailyActiveShare) {

  /** Twelve weeks. */
  public static final int DAYS = 84;

  /** On how many days of them a high user used a tool: 35 %, rounded up. */
  public static final int HIGH_USE_DAYS = 30;

  /**
   * Of everybody who is on the roster or used anything.
   *
   * @param days that count as days of the selection
   */
  static Adoption of(List<Attendance> people, int days) {
    List<Attendance> members = people.stream().filter(Attendance::onRoster).toList();
    List<Attendance> high =
        members.stream().filter(member -> member.ofTwelveWeeks() >= HIGH_USE_DAYS).toList();
    long low = members.stream().filter(member -> member.ofTwelveWeeks() > 0).count() - high.size();
    long highDays = high.stream().mapToLong(Attendance::days).sum();
    return new Adoption(
        members.size(),
        high.size(),
        Math.toIntExact(low),
        UsageGroup.share(high.size(), members.size()),
        UsageGroup.share(highDays, (double) high.size() * days));
  }
}
