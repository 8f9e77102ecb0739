package dev.millrace.usage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a selection's usage beyond its sums.
 *
 * @param total of the selection
 * @param groups of it, by each of the sets of dimensions that were asked for
 * @param days each day from the organisation's first with usage on; before it there was nothing to
 *     be active with
 * @param weeks of these days
 * @param meanShare of active members on the days that are over; null where there are no members
 * @param people everybody who is on the roster or used anything
 * @param unattributed the part of the usage that names nobody
 */
public record UsageSummary(
    UsageSelection selection,
    UsageGroup total,
    Map<Set<Dimension>, List<UsageGroup>> groups,
    List<DayOfUse> days,
    List<WeekOfUse> weeks,
    @Nullable Double meanShare,
    List<Attendance> people,
    Adoption adoption,
    UsageGroup unattributed,
    Freshness freshness) {

  /** How usage that names nobody is marked. */
  public static final String UNATTRIBUTED = "unattributed";

  public UsageSummary {
    groups = Map.copyOf(groups);
    days = List.copyOf(days);
    weeks = List.copyOf(weeks);
    people = List.copyOf(people);
  }

  /** The selection's usage by dimensions that were asked for, ordered by them. */
  public List<UsageGroup> by(Dimension... dimensions) {
    return groups.getOrDefault(new TreeSet<>(List.of(dimensions)), List.of());
  }

  /** The tools in the selection's usage. */
  public SortedSet<String> tools() {
    return by(Dimension.TOOL).stream()
        .map(group -> group.of(Dimension.TOOL))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The tools of each person, team, day or model; empty where that was not asked for. */
  public Map<String, SortedSet<String>> toolsBy(Dimension dimension) {
    return by(dimension, Dimension.TOOL).stream()
        .collect(
            Collectors.groupingBy(
                group -> group.of(dimension),
                TreeMap::new,
                Collectors.mapping(
                    group -> group.of(Dimension.TOOL), Collectors.toCollection(TreeSet::new))));
  }

  /** Whether the selection holds any usage. */
  public boolean isEmpty() {
    return total.figures().isEmpty();
  }

  /** Members, and people in the usage who are on no roster, who were active on any day. */
  public long active(boolean onRoster) {
    return people.stream()
        .filter(person -> person.onRoster() == onRoster && person.days() > 0)
        .count();
  }

  /** The unattributed part of a figure, from 0 to 1; null where there is none of it. */
  public @Nullable Double unattributedShare(Figure figure) {
    return UsageGroup.share(unattributed.count(figure), total.count(figure));
  }

  /** The unattributed part of all tokens, from 0 to 1; null where there are none. */
  public @Nullable Double unattributedTokens() {
    return UsageGroup.share(unattributed.tokens(), total.tokens());
  }
}
