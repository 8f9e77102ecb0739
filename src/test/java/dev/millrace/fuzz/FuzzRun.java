package dev.millrace.fuzz;

import java.util.function.Consumer;

/**
 * How often and from which seed a fuzz test tries: {@code -Dfuzz.runs=} and {@code -Dfuzz.seed=}.
 * What fails says the seed with which it fails again.
 */
record FuzzRun(int runs, long seed) {

  /**
   * As the build's settings have it.
   *
   * @param runs how often if they say nothing
   */
  static FuzzRun ofSettings(int runs) {
    return new FuzzRun(
        Integer.getInteger("fuzz.runs", runs), Long.getLong("fuzz.seed", System.nanoTime()));
  }

  /** Gives each try mutations of its own. */
  void forEach(Consumer<Mutations> attempt) {
    for (int i = 0; i < runs; i++) {
      long own = seed + i;
      try {
        attempt.accept(new Mutations(own));
      } catch (Throwable e) {
        throw new AssertionError("failed; again with -Dfuzz.runs=1 -Dfuzz.seed=" + own, e);
      }
    }
  }
}
