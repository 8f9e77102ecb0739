package dev.millrace.otlp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** An integer type of protobuf and the numbers it holds. */
enum IntegerType {
  INT32(BigInteger.valueOf(Integer.MIN_VALUE), BigInteger.valueOf(Integer.MAX_VALUE)),
  UINT32(BigInteger.ZERO, BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE)),
  INT64(BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE)),
  UINT64(BigInteger.ZERO, BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

  /** Digits before the decimal point of the largest number of all, 2^64 - 1. */
  private static final int MAX_DIGITS = 20;

  /** No honest number is longer, and the time to parse one grows with the square of its length. */
  private static final int MAX_LENGTH = 1000;

  private final BigInteger min;
  private final BigInteger max;
  private final long minLong;
  private final long maxLong;

  IntegerType(BigInteger min, BigInteger max) {
    this.min = min;
    this.max = max;
    this.minLong = min.longValueExact();
    this.maxLong = max.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
  }

  /** Whether the text is a number as JSON writes one. */
  static boolean isNumber(String text) {
    return text.length() <= MAX_LENGTH && NUMBER.matcher(text).matches();
  }

  boolean contains(long value) {
    return minLong <= value && value <= maxLong;
  }

  /**
   * The number that a text stands for, fractions and exponents included where the value is whole.
   *
   * @return the value; from 2^63 on its bits as a negative {@code long}, as protobuf's Java classes
   *     hold it
   * @throws ArithmeticException if it is no number, not whole, or not one this type holds
   */
  long exact(String text) {
    if (!isNumber(text)) {
      throw new ArithmeticException("not a number");
    }
    BigInteger value = whole(text);
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new ArithmeticException("out of range");
    }
    return value.longValue();
  }

  private static BigInteger whole(String number) {
    BigDecimal value;
    try {
      value = new BigDecimal(number).stripTrailingZeros();
    } catch (NumberFormatException e) {
      throw new ArithmeticException("exponent out of range");
    }
    // Asked before expanding: 1e999999999 and its inverse would take all memory.
    if (value.scale() > 0 || (long) value.precision() - value.scale() > MAX_DIGITS) {
      throw new ArithmeticException("not whole, or out of every range");
    }
    return value.toBigIntegerExact();
  }

  /** The rule, for messages. */
  @Override
  public String toString() {
    return "a whole number from " + min + " to " + max;
  }
}
