package dev.millrace.console;

import dev.millrace.usage.OwnPrice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/**
 * A price or a discount as the form has it.
 *
 * @param from first day on which it holds
 * @param input dollars for a million tokens
 * @param discount percent
 */
record PriceForm(
    @RestForm @Nullable String model,
    @RestForm @Nullable String from,
    @RestForm @Nullable String input,
    @RestForm @Nullable String output,
    @RestForm @Nullable String cacheRead,
    @RestForm @Nullable String cacheWrite,
    @RestForm @Nullable String discount) {

  /**
   * What it says.
   *
   * @throws IllegalArgumentException with what is to be changed
   */
  OwnPrice price() {
    return new OwnPrice(
        model == null ? "" : model,
        day(),
        number("input", input),
        number("output", output),
        number("cache read", cacheRead),
        number("cache write", cacheWrite),
        number("discount", discount));
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(from == null ? "" : from);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("say from which day on the price holds", e);
    }
  }

  private static @Nullable BigDecimal number(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.strip().length() > 20 || !text.strip().matches("\\d*[.,]?\\d+")) {
      throw new IllegalArgumentException(
          "%s is a number such as 2.5, but was \"%s\"".formatted(name, text.strip()));
    }
    return new BigDecimal(text.strip().replace(',', '.'));
  }
}
