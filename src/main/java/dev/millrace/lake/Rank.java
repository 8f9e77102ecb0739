package dev.millrace.lake;

/**
 * A number made of the parts of a row, to sort by: always the same for the same parts, and spread
 * over all 64 bits, so that two rows hardly ever share one. It is no identity.
 */
final class Rank {

  /** Odd, and without a pattern in its bits: that of the golden ratio. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long value;

  Rank add(String text) {
    return add(text.hashCode());
  }

  Rank add(long number) {
    value = (value ^ number) * SPREAD;
    value ^= value >>> 32;
    return this;
  }

  long value() {
    return value;
  }
}
