package dev.millrace.usage;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one group.
 *
 * @param by what the group has in common
 * @param figures every figure; null where there is none to give
 */
public record UsageGroup(
    Map<Dimension, String> by, Map<Figure, @Nullable Long> figures, CostSource costSource) {

  /** The usage of nobody. */
  public static final UsageGroup NONE = new UsageGroup(Map.of(), Map.of(), CostSource.NONE);

  public UsageGroup {
    by = ordered(Dimension.class, by);
    figures = ordered(Figure.class, figures);
  }

  private static <K extends Enum<K>, V extends @Nullable Object> Map<K, V> ordered(
      Class<K> keys, Map<K, V> map) {
    Map<K, V> ordered = new EnumMap<>(keys);
    ordered.putAll(map);
    return Collections.unmodifiableMap(ordered);
  }

  /** The figure; 0 where there is none. */
  public long count(Figure figure) {
    Long value = figures.get(figure);
    return value == null ? 0 : value;
  }
}
