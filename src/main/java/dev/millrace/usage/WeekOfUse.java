package dev.millrace.usage;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who was active in a week, and its mean over its days.
 *
 * @param monday its first day, which may lie before the selection
 * @param days of it that are over and part of the selection
 * @param active members who were active on any of these days
 * @param group members there were on the last of these days
 * @param share mean share of members who were active on a day; null where there are no members
 */
public record WeekOfUse(
    LocalDate monday, int days, long active, long group, @Nullable Double share) {

  /** The weeks of some days; a day that is not over would pull its week down and is left out. */
  static List<WeekOfUse> of(List<DayOfUse> days, List<Attendance> people) {
    return days.stream()
        .filter(day -> !day.soFar())
        .collect(
            Collectors.groupingBy(
                day -> day.day().minusDays(day.day().getDayOfWeek().getValue() - 1L),
                TreeMap::new,
                Collectors.toList()))
        .entrySet()
        .stream()
        .map(week -> of(week.getKey(), week.getValue(), people))
        .toList();
  }

  private static WeekOfUse of(LocalDate monday, List<DayOfUse> days, List<Attendance> people) {
    DayOfUse last = days.get(days.size() - 1);
    long active =
        people.stream()
            .filter(person -> person.memberOn(last.day()))
            .filter(person -> person.active().between(days.get(0).day(), last.day()) > 0)
            .count();
    return new WeekOfUse(monday, days.size(), active, last.group(), mean(days));
  }

  /** Mean share of active members; null where there are no days or no members. */
  static @Nullable Double mean(List<DayOfUse> days) {
    List<Double> shares = days.stream().map(DayOfUse::share).filter(Objects::nonNull).toList();
    return shares.isEmpty()
        ? null
        : Double.valueOf(shares.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
  }
}
