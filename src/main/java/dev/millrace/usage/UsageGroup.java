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

  /** What the group has in common of a dimension that it is by. */
  public String of(Dimension dimension) {
    return by.getOrDefault(dimension, "");
  }

  /** The figure; 0 where there is none. */
  public long count(Figure figure) {
    Long value = figures.get(figure);
    return value == null ? 0 : value;
  }

  /** All tokens, however they were used; reasoning is part of the output. */
  public long tokens() {
    return count(Figure.TOKENS_INPUT)
        + count(Figure.TOKENS_OUTPUT)
        + count(Figure.TOKENS_CACHE_READ)
        + count(Figure.TOKENS_CACHE_CREATION);
  }

  /** What was read from a cache, of all that was put in; null where nothing was put in. */
  public @Nullable Double cacheHitRate() {
    long read = count(Figure.TOKENS_CACHE_READ);
    return share(read, count(Figure.TOKENS_INPUT) + read + count(Figure.TOKENS_CACHE_CREATION));
  }

  /** Accepted edits of all decided; null where nothing was decided. */
  public @Nullable Double editAcceptance() {
    return acceptance(Figure.EDITS_ACCEPTED, Figure.EDITS_REJECTED);
  }

  /** The same of the edits that a person decided. */
  public @Nullable Double editAcceptanceHuman() {
    return acceptance(Figure.EDITS_ACCEPTED_HUMAN, Figure.EDITS_REJECTED_HUMAN);
  }

  /** Milliseconds of a request on average; null where there were none. */
  public @Nullable Double averageLatencyMs() {
    return share(count(Figure.LATENCY_SUM_MS), count(Figure.LATENCY_COUNT));
  }

  /** One figure's share of another, from 0 to 1; null where the other is 0. */
  public @Nullable Double share(Figure part, Figure whole) {
    return share(count(part), count(whole));
  }

  private @Nullable Double acceptance(Figure accepted, Figure rejected) {
    return share(count(accepted), count(accepted) + count(rejected));
  }

  /** Part of the whole, from 0 to 1; null where there is no whole. */
  static @Nullable Double share(double part, double whole) {
    return whole == 0 ? null : part / whole;
  }
}
