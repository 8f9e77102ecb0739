package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.usage.PriceTable.Price;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an organisation pays in place of list prices. */
class PaidPricesTest {

  private static final LocalDate MAY = LocalDate.parse("2026-05-01");
  private static final LocalDate JULY = LocalDate.parse("2026-07-01");
  private static final PriceTable LIST =
      PriceTable.parse(
          """
          {"version": "v1", "currency": "USD", "prices": [
            {"model": "opus", "valid_from": "2026-01-01", "input": 10, "output": 50},
            {"model": "opus", "valid_from": "2026-06-01", "input": 8, "output": 40},
            {"model": "opus", "valid_from": "2026-06-01", "context_over": 200000, "input": 16, "output": 60},
            {"model": "gpt", "valid_from": "2026-01-01", "input": 2, "output": 4}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  @Test
  void areTheListWhereThereAreNone() {
    assertThat(LIST.with(List.of())).isSameAs(LIST);
  }

  @Test
  void takeThePlaceOfListPricesFromTheirDayOn() {
    PriceTable paid = LIST.with(List.of(price("opus", MAY, "5", "20")));

    assertThat(lines(paid, "opus"))
        .containsExactlyInAnyOrder("2026-01-01 >0 10.0/50.0", "2026-05-01 >0 5.0/20.0");
    assertThat(lines(paid, "gpt")).containsExactly("2026-01-01 >0 2.0/4.0");
  }

  @Test
  void giveModelWithoutPriceOne() {
    assertThat(lines(LIST.with(List.of(price("ours", MAY, "0", "1"))), "ours"))
        .containsExactly("2026-05-01 >0 0.0/1.0");
  }

  @Test
  void takeDiscountOffWhatHoldsByThenAndLater() {
    PriceTable paid = LIST.with(List.of(discount("op%", MAY, "25")));

    assertThat(lines(paid, "opus"))
        .containsExactlyInAnyOrder(
            "2026-01-01 >0 10.0/50.0",
            "2026-05-01 >0 7.5/37.5",
            "2026-06-01 >0 6.0/30.0",
            "2026-06-01 >200000 12.0/45.0");
    assertThat(lines(paid, "gpt")).containsExactly("2026-01-01 >0 2.0/4.0");
  }

  @Test
  void takeLaterDiscountOffTheListAndNotOffTheOneBefore() {
    PriceTable paid = LIST.with(List.of(discount("gpt", MAY, "50"), discount("gpt", JULY, "75")));

    assertThat(lines(paid, "gpt"))
        .containsExactlyInAnyOrder(
            "2026-01-01 >0 2.0/4.0", "2026-05-01 >0 1.0/2.0", "2026-07-01 >0 0.5/1.0");
  }

  @Test
  void nameAnotherVersionSoThatUsageIsComputedAnew() {
    PriceTable one = LIST.with(List.of(price("gpt", MAY, "1", "1")));
    PriceTable other = LIST.with(List.of(price("gpt", MAY, "1", "2")));

    assertThat(one.version()).startsWith("v1+own-").isNotEqualTo(other.version());
  }

  @Test
  void arePricesOrDiscountsWithinReason() {
    assertThatThrownBy(() -> own("opus", null, null, null))
        .hasMessageContaining("input and output");
    assertThatThrownBy(() -> own("opus", "1", "1", "5")).hasMessageContaining("both");
    assertThatThrownBy(() -> own("op%", "1", "1", null)).hasMessageContaining("one model");
    assertThatThrownBy(() -> own("opus", "-1", "1", null)).hasMessageContaining("0 to 9999");
    assertThatThrownBy(() -> own("opus", null, null, "101")).hasMessageContaining("at most 100");
    assertThatThrownBy(() -> own(" ", "1", "1", null)).hasMessageContaining("of a model");
  }

  private static List<String> lines(PriceTable table, String model) {
    return table.prices().stream()
        .filter(price -> price.pattern().equals(model))
        .map(PaidPricesTest::line)
        .toList();
  }

  private static String line(Price price) {
    return price.validFrom()
        + " >"
        + price.contextOver()
        + " "
        + dollars(price.tokens().input())
        + "/"
        + dollars(price.tokens().output());
  }

  private static double dollars(@Nullable Long nanoUsd) {
    return nanoUsd == null ? -1 : nanoUsd / 1e9;
  }

  private static OwnPrice price(String model, LocalDate from, String input, String output) {
    return new OwnPrice(
        model, from, new BigDecimal(input), new BigDecimal(output), null, null, null);
  }

  private static OwnPrice discount(String model, LocalDate from, String percent) {
    return new OwnPrice(model, from, null, null, null, null, new BigDecimal(percent));
  }

  private static OwnPrice own(
      String model, @Nullable String input, @Nullable String output, @Nullable String discount) {
    return new OwnPrice(model, MAY, number(input), number(output), null, null, number(discount));
  }

  private static @Nullable BigDecimal number(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
