package dev.millrace.local;

import java.util.List;
import java.util.Map;

/**
 * What a process for rollups says when it has done what it was told, a line of JSON.
 *
 * @param goesOn whether it takes another
 * @param counted what it has counted since it said so last
 */
record RollupReply(boolean goesOn, List<Count> counted) {

  RollupReply {
    counted = List.copyOf(counted);
  }

  /** See {@link dev.millrace.counters.Counters#add}. */
  record Count(Map<String, String> labels, String name, int count) {

    Count {
      labels = Map.copyOf(labels);
    }
  }
}
