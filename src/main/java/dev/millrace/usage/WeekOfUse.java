package dev.millrace.usage;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A week's mean over its days.
 *
 * @param monday its first day, which may lie before the selection
 * @param days of it that are over and part of the selection
 * @param share mean share of active members; null where there are no members
 */
public record WeekOfUse(LocalDate monday, int days, @Nullable Double share) {

  /** The weeks of some days; a day that is not over would pull its week down and is left out. */
  static List<WeekOfUse> of(List<DayOfUse> days) {
    return days.stream()
        .filter(day -> !day.soFar())
        .collect(
            Collectors.groupingBy(
                day -> day.day().minusDays(day.day().getDayOfWeek().getValue() - 1L),
                TreeMap::new,
                Collectors.toList()))
        .entrySet()
        .stream()
        .map(week -> new WeekOfUse(week.getKey(), week.getValue().size(), mean(week.getValue())))
        .toList();
  }

  /** Mean share of active members; null where there are no days or no members. */
  static @Nullable Double mean(List<DayOfUse> days) {
    List<Double> shares = days.stream().map(DayOfUse::share).filter(Objects::nonNull).toList();
    return shares.isEmpty()
        ? null
        : Double.valueOf(shares.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
  }
}
