package dev.millrace.usage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation pays in place of the list price, from a day on: a price of its own for a
 * model, in US dollars for a million tokens, or a discount on what the list says.
 *
 * @param model as usage names it; of a discount {@code %} stands for anything
 * @param cacheRead the same as input if null
 * @param cacheCreation likewise
 * @param discount in percent off the list price; null if these are prices
 */
public record OwnPrice(
    String model,
    LocalDate validFrom,
    @Nullable BigDecimal input,
    @Nullable BigDecimal output,
    @Nullable BigDecimal cacheRead,
    @Nullable BigDecimal cacheCreation,
    @Nullable BigDecimal discount) {

  private static final int MAX_LENGTH = 200;
  private static final int MAX_DECIMALS = 9;
  private static final BigDecimal MOST_USD = BigDecimal.valueOf(9_999);
  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  public OwnPrice {
    model = model.strip().toLowerCase(Locale.ROOT);
    if (model.isEmpty() || model.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a price is of a model, by its name of at most " + MAX_LENGTH + " characters");
    }
    if (discount == null) {
      requirePrices(model, input, output, cacheRead, cacheCreation);
    } else {
      requireDiscount(model, discount, input, output, cacheRead, cacheCreation);
    }
  }

  private static void requirePrices(
      String model,
      @Nullable BigDecimal input,
      @Nullable BigDecimal output,
      @Nullable BigDecimal... others) {
    if (input == null || output == null) {
      throw new IllegalArgumentException(
          "a price of %s has input and output, or a discount".formatted(model));
    }
    if (model.contains("%")) {
      throw new IllegalArgumentException(
          "a price is of one model; %% is for discounts, but was in %s".formatted(model));
    }
    Stream.concat(Stream.of(input, output), Stream.of(others))
        .filter(price -> price != null)
        .filter(
            price ->
                price.signum() < 0
                    || price.compareTo(MOST_USD) > 0
                    || price.stripTrailingZeros().scale() > MAX_DECIMALS)
        .findFirst()
        .ifPresent(
            price -> {
              throw new IllegalArgumentException(
                  "a price of %s is 0 to %s dollars for a million tokens, but was %s"
                      .formatted(model, MOST_USD, price.toPlainString()));
            });
  }

  private static void requireDiscount(
      String model, BigDecimal discount, @Nullable BigDecimal... prices) {
    if (Stream.of(prices).anyMatch(price -> price != null)) {
      throw new IllegalArgumentException(
          "%s has prices or a discount, but was given both".formatted(model));
    }
    if (discount.signum() <= 0 || discount.compareTo(WHOLE) > 0) {
      throw new IllegalArgumentException(
          "a discount is more than 0 and at most 100 percent, but was " + discount.toPlainString());
    }
  }

  /** Whether it is a discount, and no price. */
  public boolean isDiscount() {
    return discount != null;
  }
}
