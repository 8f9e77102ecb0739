package dev.millrace.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a million tokens of each kind cost, in billionths of a US dollar; null where no price is
 * known.
 *
 * @param cacheCreation of what stays in the cache for five minutes
 * @param cacheCreation1h of what stays there for an hour
 */
public record TokenPrices(
    @Nullable Long input,
    @Nullable Long output,
    @Nullable Long cacheRead,
    @Nullable Long cacheCreation,
    @Nullable Long cacheCreation1h) {

  /** Ten thousand dollars for a million tokens; more is a slip of the pen. */
  private static final BigDecimal MOST_USD = BigDecimal.valueOf(9_999);

  private static final int NANO_DIGITS = 9;

  public TokenPrices {
    if (cacheCreation != null && cacheCreation1h != null && cacheCreation1h < cacheCreation) {
      throw new IllegalArgumentException(
          "an hour in a cache costs no less than five minutes, but %d are less than %d"
              .formatted(cacheCreation1h, cacheCreation));
    }
  }

  static TokenPrices ofDollars(
      String model,
      @Nullable BigDecimal input,
      @Nullable BigDecimal output,
      @Nullable BigDecimal cacheRead,
      @Nullable BigDecimal cacheCreation,
      @Nullable BigDecimal cacheCreation1h) {
    return new TokenPrices(
        nanos(model, input),
        nanos(model, output),
        nanos(model, cacheRead),
        nanos(model, cacheCreation),
        nanos(model, cacheCreation1h));
  }

  /** These, and where one is not known, the other's. */
  TokenPrices or(TokenPrices other) {
    return new TokenPrices(
        input == null ? other.input : input,
        output == null ? other.output : output,
        cacheRead == null ? other.cacheRead : cacheRead,
        cacheCreation == null ? other.cacheCreation : cacheCreation,
        cacheCreation1h == null && cacheCreation == null ? other.cacheCreation1h : cacheCreation1h);
  }

  private static @Nullable Long nanos(String model, @Nullable BigDecimal usd) {
    if (usd == null) {
      return null;
    }
    if (usd.signum() < 0 || usd.compareTo(MOST_USD) > 0 || usd.scale() > NANO_DIGITS) {
      throw new IllegalArgumentException(
          "a price of %s is 0 to %s dollars with at most %d decimals, but was %s"
              .formatted(model, MOST_USD, NANO_DIGITS, usd));
    }
    return usd.movePointRight(NANO_DIGITS).longValueExact();
  }
}
