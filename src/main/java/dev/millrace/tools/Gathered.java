package dev.millrace.tools;

import dev.millrace.tools.Activity.Temporality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one metric, or of one list of events, of one export, none of which repeats another: a
 * relay took off what told them apart.
 */
final class Gathered {

  private final List<Activity> rows = new ArrayList<>();
  private final Map<Long, Integer> times = new HashMap<>();
  private final Map<Counter, Integer> counters = new HashMap<>();

  /** Where a counter's value at one time stands. */
  private record Counter(long seriesId, long startNs, long timeNs) {}

  /** The id that the next fact of that identity goes by: another for each. */
  long numbered(long identity) {
    int before = times.merge(identity, 1, Integer::sum) - 1;
    return before == 0 ? identity : new Fingerprint().add(identity).add(before).value();
  }

  /** Takes a row; what counters of one series hold at one time is added up. */
  void add(Activity row) {
    if (row.temporality() != Temporality.CUMULATIVE) {
      rows.add(row);
      return;
    }
    Counter counter = new Counter(row.seriesId(), row.startNs(), row.timeNs());
    Integer place = counters.putIfAbsent(counter, rows.size());
    if (place == null) {
      rows.add(row);
    } else {
      rows.set(place, rows.get(place).plus(row.qty()));
    }
  }

  List<Activity> rows() {
    return rows;
  }
}
