package dev.millrace.rollup;

import dev.millrace.Partition;

/** Some of what counts of a partition is no longer kept, so that its lake and usage stay. */
final class GoneException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String state;

  GoneException(Partition partition, String state) {
    super("some of what landed in " + partition + " is no longer kept");
    this.state = state;
  }

  /** How what is left was found, see {@link LandedState}. */
  String state() {
    return state;
  }
}
