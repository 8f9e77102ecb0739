package dev.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How amounts become whole numbers. */
class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    "0.14152005, 141520050",
    "0.08057660000000001, 80576600",
    "0.0000000005, 1",
    "0.00000000049, 0",
    "-0.0, 0",
    "100000, 100000000000000",
    "200000, 100000000000000",
  })
  void roundsDollarsToBillionths(double dollars, long nanos) {
    assertThat(Quantity.of(dollars).orElseThrow().dollarsAsNanos()).isEqualTo(nanos);
  }

  @Test
  void roundsSecondsToMilliseconds() {
    assertThat(Quantity.of(7.0845).orElseThrow().secondsAsMillis()).isEqualTo(7085);
  }

  @Test
  @Tag("S-03")
  void takesTheSameFromEverySpelling() {
    assertThat(Quantity.of(40).map(Quantity::count))
        .isEqualTo(Quantity.of(40.0).map(Quantity::count))
        .isEqualTo(Quantity.parse("40").map(Quantity::count))
        .isEqualTo(Quantity.parse(" 4e1 ").map(Quantity::count))
        .isEqualTo(Optional.of(40L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "NaN", "-1", "1e13", "1e999999999", "1e-999999999", "0x10"})
  void refusesTextThatIsNoAmount(String text) {
    assertThat(Quantity.parse(text)).isEmpty();
  }

  @Test
  void refusesAnEndlessNumber() {
    assertThat(Quantity.parse("0." + "1".repeat(100))).isEmpty();
  }
}
