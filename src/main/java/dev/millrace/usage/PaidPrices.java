package dev.millrace.usage;

import dev.millrace.tools.ModelName;
import dev.millrace.usage.PriceTable.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A price table in which an organisation's prices take the place of list prices, and its discounts
 * are taken off. Discounts are of the list price: a price of the organisation's own is what it
 * pays.
 */
record PaidPrices(PriceTable list, List<OwnPrice> own) {

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  PaidPrices {
    own = List.copyOf(own);
  }

  PriceTable table() {
    List<Price> prices = new ArrayList<>(list.prices());
    own.stream()
        .filter(OwnPrice::isDiscount)
        .sorted(Comparator.comparing(OwnPrice::validFrom))
        .forEach(discount -> discount(prices, discount));
    own.stream().filter(price -> !price.isDiscount()).forEach(price -> replace(prices, price));
    return new PriceTable(list.version() + "+own-" + checksum(), prices);
  }

  /**
   * From the day on every list price of such a model is less; one that holds by then, from then.
   */
  private void discount(List<Price> prices, OwnPrice discount) {
    Pattern models = like(discount.model());
    BigDecimal part = WHOLE.subtract(rate(discount.discount()));
    for (Price listed : list.prices()) {
      if (models.matcher(listed.pattern()).matches() && !endsBefore(listed, discount.validFrom())) {
        Price reduced =
            new Price(
                listed.pattern(),
                later(listed.validFrom(), discount.validFrom()),
                listed.contextOver(),
                reduced(listed.tokens(), part));
        prices.removeIf(price -> isSameLine(price, reduced));
        prices.add(reduced);
      }
    }
  }

  /** Whether a later list price of the same line holds on the day already. */
  private boolean endsBefore(Price listed, LocalDate day) {
    return list.prices().stream()
        .anyMatch(
            other ->
                other.pattern().equals(listed.pattern())
                    && other.contextOver() == listed.contextOver()
                    && other.validFrom().isAfter(listed.validFrom())
                    && !other.validFrom().isAfter(day));
  }

  private static void replace(List<Price> prices, OwnPrice price) {
    String model = ModelName.normal(price.model());
    prices.removeIf(
        listed ->
            listed.pattern().equals(model) && !listed.validFrom().isBefore(price.validFrom()));
    TokenPrices tokens =
        TokenPrices.ofDollars(
            model,
            price.input(),
            price.output(),
            or(price.cacheRead(), price.input()),
            or(price.cacheCreation(), price.input()),
            or(price.cacheCreation(), price.input()));
    prices.add(new Price(model, price.validFrom(), 0, tokens));
  }

  private static @Nullable BigDecimal or(@Nullable BigDecimal price, @Nullable BigDecimal other) {
    return price == null ? other : price;
  }

  private static boolean isSameLine(Price one, Price other) {
    return one.pattern().equals(other.pattern())
        && one.validFrom().equals(other.validFrom())
        && one.contextOver() == other.contextOver();
  }

  private static TokenPrices reduced(TokenPrices prices, BigDecimal part) {
    return new TokenPrices(
        reduced(prices.input(), part),
        reduced(prices.output(), part),
        reduced(prices.cacheRead(), part),
        reduced(prices.cacheCreation(), part),
        reduced(prices.cacheCreation1h(), part));
  }

  private static @Nullable Long reduced(@Nullable Long nanoUsd, BigDecimal part) {
    return nanoUsd == null
        ? null
        : Long.valueOf(
            BigDecimal.valueOf(nanoUsd)
                .multiply(part)
                .divide(WHOLE, 0, RoundingMode.HALF_UP)
                .longValueExact());
  }

  private static BigDecimal rate(@Nullable BigDecimal discount) {
    return discount == null ? BigDecimal.ZERO : discount;
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static Pattern like(String pattern) {
    return Pattern.compile(
        Stream.of(pattern.split("%", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  private String checksum() {
    CRC32 crc = new CRC32();
    crc.update(own.toString().getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
