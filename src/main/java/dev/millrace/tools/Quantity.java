package dev.millrace.tools;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A measured amount, exact until it is rounded to the whole number that is kept.
 *
 * <p>What is negative, no number or beyond any amount a tool can mean is no quantity: one such
 * value would spoil, or overflow, the sum of a whole day.
 *
 * @param value 0 to 10^12
 */
record Quantity(BigDecimal value) {

  /** As tokens more than any model reads in a day, as milliseconds thirty years. */
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

  /** A hundred thousand dollars; some 90,000 points of these still fit into a sum. */
  private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(100_000_000_000_000L);

  /** A longer text would take long to read as a number, and no tool writes one. */
  private static final int MAX_DIGITS = 40;

  /** More than any double has; rounding a billion of them would take all memory. */
  private static final int MAX_DECIMALS = 400;

  static Optional<Quantity> of(long value) {
    return checked(BigDecimal.valueOf(value));
  }

  /** The decimal number that the double is written as, not its binary expansion. */
  static Optional<Quantity> of(double value) {
    return Double.isFinite(value) ? checked(BigDecimal.valueOf(value)) : Optional.empty();
  }

  static Optional<Quantity> parse(String text) {
    if (text.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    try {
      return checked(new BigDecimal(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Quantity> checked(BigDecimal value) {
    return value.signum() < 0 || value.compareTo(MOST) > 0 || value.scale() > MAX_DECIMALS
        ? Optional.empty()
        : Optional.of(new Quantity(value));
  }

  /** Of something counted: rounded half up. */
  long count() {
    return rounded(0, MOST);
  }

  /** Of seconds: milliseconds, at most 10^12. */
  long secondsAsMillis() {
    return rounded(3, MOST);
  }

  /** Of US dollars: billionths, at most 10^14. */
  long dollarsAsNanos() {
    return rounded(9, MOST_NANOS);
  }

  /** Of millionths of a US dollar: billionths, at most 10^14. */
  long microsAsNanos() {
    return rounded(3, MOST_NANOS);
  }

  private long rounded(int decimals, BigDecimal most) {
    BigDecimal scaled = value.movePointRight(decimals).min(most);
    return scaled.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }
}
