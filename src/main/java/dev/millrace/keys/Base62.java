package dev.millrace.keys;

import java.math.BigInteger;

/**
 * Numbers as digits, capitals and small letters, in that order of value, padded with 0 to a fixed
 * width.
 */
final class Base62 {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  private Base62() {}

  /**
   * Writes the number, which must not be negative.
   *
   * @throws IllegalArgumentException if it needs more digits than the width
   */
  static String encode(BigInteger number, int width) {
    char[] text = new char[width];
    BigInteger rest = number;
    for (int i = width - 1; i >= 0; i--) {
      BigInteger[] division = rest.divideAndRemainder(BASE);
      text[i] = DIGITS.charAt(division[1].intValue());
      rest = division[0];
    }
    if (rest.signum() != 0) {
      throw new IllegalArgumentException("the number needs more than " + width + " digits");
    }
    return new String(text);
  }
}
