package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.tools.Measure;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a price table may look like, and what the built-in one holds. */
class PriceTableTest {

  @Test
  void readsDollarsPerMillionTokensAsNanoDollars() {
    PriceTable table = table("USD", "\"input\": 1.25, \"cache_read\": 0.125");
    assertThat(table.version()).isEqualTo("v1");
    assertThat(table.prices())
        .containsExactly(
            price(Measure.TOKENS_INPUT, 1_250_000_000L),
            price(Measure.TOKENS_CACHE_READ, 125_000_000L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EUR | \"input\": 1                | prices are in USD, but were in EUR",
        "USD | \"input\": -1               | a price of a% is 0 to 9999 dollars",
        "USD | \"input\": 10000            | a price of a% is 0 to 9999 dollars",
        "USD | \"input\": 0.0000000001     | with at most 9 decimals",
        "USD | \"inputs\": 1               | a price table is JSON as documented"
      })
  void refusesWhatIsNoPriceTable(String currency, String prices, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table(currency, prices))
        .withMessageContaining(reason);
  }

  @Test
  void refusesTwoPricesOfTheSame() {
    String twice = "\"input\": 1}, {\"model\": \"a%\", \"valid_from\": \"2026-01-01\", ";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("USD", twice + "\"input\": 2"))
        .withMessageContaining("of tokens.input from a day on, but a% has two from 2026-01-01 on");
    assertThat(table("USD", twice + "\"output\": 2").prices()).hasSize(2);
  }

  @Test
  void hasListPricesOfItsOwn() {
    assertThat(PriceTable.builtIn().prices())
        .extracting(PriceTable.Price::pattern, PriceTable.Price::measure, PriceTable.Price::nanoUsd)
        .contains(
            tuple("%claude-opus-4-5%", "tokens.output", 25_000_000_000L),
            tuple("%gpt-5-codex", "tokens.cache_read", 125_000_000L));
  }

  private static PriceTable table(String currency, String prices) {
    String json =
        """
        {"version": "v1", "currency": "%s",
         "prices": [{"model": "a%%", "valid_from": "2026-01-01", %s}]}"""
            .formatted(currency, prices);
    return PriceTable.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static PriceTable.Price price(Measure measure, long nanoUsd) {
    return new PriceTable.Price("a%", LocalDate.parse("2026-01-01"), measure.toString(), nanoUsd);
  }
}
