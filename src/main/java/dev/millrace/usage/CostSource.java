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
  MIXED,
  /** Of some tokens nobody said a cost, and they have no price: it is of the others. */
  PARTIAL;

  /**
   * The source of a cost.
   *
   * @param known whether there is any cost at all
   * @param whole whether it is of all tokens
   */
  static CostSource of(boolean known, boolean whole, boolean reported, boolean derived) {
    if (known && !whole) {
      return PARTIAL;
    }
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
