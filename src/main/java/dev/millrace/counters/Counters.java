package dev.millrace.counters;

import java.util.Map;

/** Takes what this process counts of itself. */
public interface Counters {

  /**
   * Adds to some counters what happened at once.
   *
   * @param labels what it is told apart by, of few different values: every one makes a series
   * @param counts by the counter's name, such as {@code items_rejected}; none is negative
   */
  void add(Map<String, String> labels, Map<String, Integer> counts);
}
