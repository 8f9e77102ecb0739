package dev.millrace;

import java.util.Optional;

/** Something that has to be there before requests can be served; asked by {@code /health/ready}. */
public interface Readiness {

  /** What it is, in one word or two. */
  String name();

  /** Whether requests of that side cannot be served without it. */
  boolean isNeededBy(HttpSide side);

  /**
   * Why it is not there; empty if it is. For anybody: without names of folders, hosts or buckets.
   * It may throw or hang, which says the same.
   */
  Optional<String> missing();
}
