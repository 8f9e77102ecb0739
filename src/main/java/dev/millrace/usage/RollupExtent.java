package dev.millrace.usage;

/** How much of a day of arrival a rollup makes. */
public enum RollupExtent {
  /** What is new, as a schedule wants it. */
  NEW,
  /** Besides, what was set aside and what has been lost of the lake, as an owner wants it. */
  AGAIN,
  /** All of it, as an operator wants it. */
  ANEW;

  /** The one of both that makes more. */
  public RollupExtent atLeast(RollupExtent other) {
    return compareTo(other) < 0 ? other : this;
  }
}
