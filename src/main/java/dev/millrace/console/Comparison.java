package dev.millrace.console;

import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageGroup;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The usage of the days before, which a selection's is held against.
 *
 * @param period which days these are
 * @param groups their usage by each of {@link #DIVISION}; empty if usage began later, so that there
 *     is nothing to compare
 */
record Comparison(Period period, Map<Set<Dimension>, List<UsageGroup>> groups) {

  static final List<Set<Dimension>> DIVISION =
      List.of(
          Set.of(),
          Set.of(Dimension.TOOL),
          Set.of(Dimension.MODEL),
          Set.of(Dimension.TEAM),
          Set.of(Dimension.PERSON));

  Comparison {
    groups = Map.copyOf(groups);
  }

  /** Whether there is anything to compare with. */
  public boolean possible() {
    return !groups.isEmpty();
  }

  /** All of it. */
  UsageGroup total() {
    return groups.getOrDefault(Set.of(), List.of()).stream().findFirst().orElse(UsageGroup.NONE);
  }

  /** How a figure of the whole changed; empty where nothing can be compared. */
  String change(UsageGroup now, ToDoubleFunction<UsageGroup> figure) {
    return possible() ? Change.of(figure.applyAsDouble(now), figure.applyAsDouble(total())) : "";
  }

  /** The usage of the days before by a dimension, by its value. */
  Map<String, UsageGroup> by(Dimension dimension) {
    return groups.getOrDefault(Set.of(dimension), List.of()).stream()
        .collect(Collectors.toMap(group -> group.of(dimension), Function.identity()));
  }
}
