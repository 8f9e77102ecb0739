package dev.millrace.console;

import dev.millrace.usage.RollupRun;
import java.util.Locale;

/**
 * How a rollup or an erasure stands.
 *
 * @param word for it
 * @param tone its colour, a class of console.css
 * @param open whether there is more to come
 */
record RunState(String word, String tone, boolean open) {

  static RunState of(RollupRun.State state) {
    String word = state.name().toLowerCase(Locale.ROOT);
    return switch (state) {
      case REQUESTED, RUNNING -> new RunState(word, "warn", true);
      case DONE -> new RunState(word, "good", false);
      case FAILED -> new RunState(word, "bad", false);
    };
  }
}
