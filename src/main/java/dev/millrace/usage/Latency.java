package dev.millrace.usage;

import java.util.List;

/**
 * How long requests took, in a form that adds up over days and people.
 *
 * @param sumMs milliseconds
 * @param maxMs milliseconds; 0 if there were none
 * @param atMost how many took at most as long as each of {@link #BOUNDS_MS}, in that order
 */
public record Latency(long count, long sumMs, long maxMs, List<Long> atMost) {

  /** Upper bounds of the buckets in milliseconds, each inclusive. */
  public static final List<Long> BOUNDS_MS =
      List.of(250L, 500L, 1000L, 2500L, 5000L, 10000L, 30000L, 60000L);

  public Latency {
    atMost = List.copyOf(atMost);
    if (atMost.size() != BOUNDS_MS.size()) {
      throw new IllegalArgumentException(
          "latency has " + BOUNDS_MS.size() + " buckets, but was given " + atMost.size());
    }
  }
}
