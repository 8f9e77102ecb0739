package dev.millrace.usage;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who was active on a day, and in the week that it ends.
 *
 * @param members of the roster; active is who has any usage on the day
 * @param others people in the usage who are on no roster
 * @param group members there were on the day
 * @param weekly members who were active on the day or one of the six before it
 * @param share active members of all members; null where there were none
 * @param soFar whether the day is not over yet
 */
public record DayOfUse(
    LocalDate day,
    long members,
    long others,
    long group,
    long weekly,
    @Nullable Double share,
    boolean soFar) {

  /** How many days before the day {@link #weekly} looks at. */
  static final int WEEK = 6;

  static DayOfUse of(LocalDate day, List<Attendance> people, LocalDate today) {
    long members = 0;
    long others = 0;
    long group = 0;
    long weekly = 0;
    for (Attendance person : people) {
      boolean active = person.active().on(day);
      if (person.memberOn(day)) {
        group++;
        members += active ? 1 : 0;
        weekly += person.active().between(day.minusDays(WEEK), day) > 0 ? 1 : 0;
      } else {
        others += active ? 1 : 0;
      }
    }
    return new DayOfUse(
        day,
        members,
        others,
        group,
        weekly,
        UsageGroup.share(members, group),
        !day.isBefore(today));
  }
}
