package dev.millrace.usage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between which bounds of the buckets a percentile of the requests' durations lies: percentiles
 * cannot be added up over days, bounds of buckets can.
 *
 * @param overMs it is longer than this; 0 in the first bucket
 * @param atMostMs it is not longer than this; null beyond the last bucket
 */
public record LatencyBand(long overMs, @Nullable Long atMostMs) {

  private static final List<Figure> BUCKETS =
      List.of(
          Figure.LATENCY_LE_250,
          Figure.LATENCY_LE_500,
          Figure.LATENCY_LE_1000,
          Figure.LATENCY_LE_2500,
          Figure.LATENCY_LE_5000,
          Figure.LATENCY_LE_10000,
          Figure.LATENCY_LE_30000,
          Figure.LATENCY_LE_60000);

  /**
   * The band of a percentile; null where there were no requests.
   *
   * @param percent from 1 to 100
   */
  public static @Nullable LatencyBand of(UsageGroup usage, int percent) {
    long requests = usage.count(Figure.LATENCY_COUNT);
    if (requests == 0) {
      return null;
    }
    List<Long> bounds = Latency.BOUNDS_MS;
    long over = 0;
    for (int i = 0; i < bounds.size(); i++) {
      if (usage.count(BUCKETS.get(i)) * 100 >= requests * percent) {
        return new LatencyBand(over, bounds.get(i));
      }
      over = bounds.get(i);
    }
    return new LatencyBand(over, null);
  }
}
