package dev.millrace.lake;

import dev.millrace.Signal;
import java.util.Locale;

/** The tables of the lake. */
public enum LakeTable {
  METRICS,
  LOGS,
  SPANS,
  ACTIVITY;

  /** The table of a signal's records. */
  static LakeTable of(Signal signal) {
    return switch (signal) {
      case METRICS -> METRICS;
      case LOGS -> LOGS;
      case TRACES -> SPANS;
    };
  }

  /** Lower case, as in object keys and in SQL. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
