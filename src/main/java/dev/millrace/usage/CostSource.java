package dev.millrace.usage;

import java.util.Locale;

/** Where the cost of some usage comes from. */
public enum CostSource {
  /** Nobody said a cost, and there was none to be derived. */
  NONE,
  /** The tools said it. */
  REPORTED,
  /** From tokens, by the price table. */
  DERIVED,
  /** Part of it was reported and part derived. */
  MIXED;

  static CostSource of(boolean reported, boolean derived) {
    if (reported) {
      return derived ? MIXED : REPORTED;
    }
    return derived ? DERIVED : NONE;
  }

  /** Lower case, as in {@code usage.sql} and in the API. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
