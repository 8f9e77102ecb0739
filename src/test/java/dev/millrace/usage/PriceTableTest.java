package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

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
            new PriceTable.Price(
                "a%",
                LocalDate.parse("2026-01-01"),
                0,
                new TokenPrices(1_250_000_000L, null, 125_000_000L, null, null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EUR | \"input\": 1                | prices are in USD, but were in EUR",
        "USD | \"input\": -1               | a price of a% is 0 to 9999 dollars",
        "USD | \"input\": 10000            | a price of a% is 0 to 9999 dollars",
        "USD | \"input\": 0.0000000001     | with at most 9 decimals",
        "USD | \"inputs\": 1               | a price table is JSON as documented",
        "USD | \"context_over\": 5         | for contexts over one of [0, 32000, ",
        "USD | \"cache_creation\": 2, \"cache_creation_1h\": 1 | an hour in a cache costs no less"
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
        .withMessageContaining("one price from a day on, but a% has two from 2026-01-01 on");
  }

  @Test
  void takesWhatALineDoesNotSayFromTheLineBefore() {
    String later =
        "\"input\": 1, \"output\": 5}, {\"model\": \"a%\", \"valid_from\": \"2026-02-01\", ";
    String large = later + "\"input\": 2}, {\"model\": \"A%\", \"valid_from\": \"2026-02-01\", ";
    assertThat(table("USD", large + "\"context_over\": 200000, \"input\": 4").prices())
        .extracting(price -> price.tokens().input() + "/" + price.tokens().output())
        .containsExactly("1000000000/5000000000", "2000000000/5000000000", "4000000000/5000000000");
  }

  @Test
  void namesAModelAsItIsSent() {
    byte[] json =
        """
        {"version": "v1", "currency": "USD", "prices": [
          {"model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "valid_from": "2026-01-01"}]}"""
            .getBytes(StandardCharsets.UTF_8);
    assertThat(PriceTable.parse(json).prices())
        .extracting(PriceTable.Price::pattern)
        .containsExactly("claude-sonnet-4-5");
  }

  @Test
  void hasListPricesOfItsOwn() {
    assertThat(PriceTable.builtIn().prices())
        .extracting(price -> price.pattern() + " " + price.contextOver(), PriceTable.Price::tokens)
        .contains(
            tuple(
                "claude-opus-4-5 0",
                new TokenPrices(
                    5_000_000_000L,
                    25_000_000_000L,
                    500_000_000L,
                    6_250_000_000L,
                    10_000_000_000L)),
            tuple(
                "gemini-2.5-pro 200000",
                new TokenPrices(
                    2_500_000_000L, 15_000_000_000L, 250_000_000L, 2_500_000_000L, null)));
  }

  private static PriceTable table(String currency, String prices) {
    String json =
        """
        {"version": "v1", "currency": "%s",
         "prices": [{"model": "a%%", "valid_from": "2026-01-01", %s}]}"""
            .formatted(currency, prices);
    return PriceTable.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
