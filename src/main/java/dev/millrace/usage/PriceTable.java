package dev.millrace.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tokens cost at list price, for tools that report no cost themselves.
 *
 * <p>A table is a JSON document: a {@code version}, which usage computed with it names; the {@code
 * currency}, which is {@code USD}; and {@code prices}, each of the models that are like a pattern
 * ({@code %} stands for anything), from a day on, in dollars per million tokens. Of several that
 * fit a model, the longest pattern and then the latest day counts.
 *
 * @param version names the table wherever its prices were used
 */
public record PriceTable(String version, List<Price> prices) {

  /** Ten thousand dollars for a million tokens; more is a slip of the pen. */
  private static final BigDecimal MOST_USD = BigDecimal.valueOf(9_999);

  private static final int NANO_DIGITS = 9;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .findAndAddModules()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public PriceTable {
    prices = List.copyOf(prices);
  }

  /** The table that Millrace comes with. */
  public static PriceTable builtIn() {
    try (InputStream stream =
        Objects.requireNonNull(PriceTable.class.getResourceAsStream("prices.json"))) {
      return parse(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PriceTable parse(byte[] json) {
    try {
      return JSON.readValue(json, Document.class).table();
    } catch (IOException e) {
      throw new IllegalArgumentException("a price table is JSON as documented, but: " + e, e);
    }
  }

  /**
   * One price.
   *
   * @param pattern of models, with {@code %} for anything
   * @param measure of tokens, as activity names it
   * @param nanoUsd for a million of them
   */
  public record Price(String pattern, LocalDate validFrom, String measure, long nanoUsd) {}

  private record Document(
      @JsonProperty(required = true) String version,
      @JsonProperty(required = true) String currency,
      @Nullable String source,
      @JsonProperty(required = true) List<Line> prices) {

    PriceTable table() {
      if (!currency.equals("USD")) {
        throw new IllegalArgumentException("prices are in USD, but were in " + currency);
      }
      List<Price> all = prices.stream().flatMap(line -> line.prices().stream()).toList();
      Set<List<Object>> priced = new HashSet<>();
      for (Price price : all) {
        if (!priced.add(List.of(price.pattern(), price.validFrom(), price.measure()))) {
          throw new IllegalArgumentException(
              "a pattern has one price of %s from a day on, but %s has two from %s on"
                  .formatted(price.measure(), price.pattern(), price.validFrom()));
        }
      }
      return new PriceTable(version, all);
    }
  }

  private record Line(
      @JsonProperty(required = true) String model,
      @JsonProperty(value = "valid_from", required = true) LocalDate validFrom,
      @Nullable BigDecimal input,
      @Nullable BigDecimal output,
      @JsonProperty("cache_read") @Nullable BigDecimal cacheRead,
      @JsonProperty("cache_creation") @Nullable BigDecimal cacheCreation) {

    List<Price> prices() {
      List<Price> prices = new ArrayList<>();
      add(prices, "tokens.input", input);
      add(prices, "tokens.output", output);
      add(prices, "tokens.cache_read", cacheRead);
      add(prices, "tokens.cache_creation", cacheCreation);
      return prices;
    }

    private void add(List<Price> prices, String measure, @Nullable BigDecimal usd) {
      if (usd != null) {
        prices.add(new Price(model, validFrom, measure, nanos(usd)));
      }
    }

    private long nanos(BigDecimal usd) {
      if (usd.signum() < 0 || usd.compareTo(MOST_USD) > 0 || usd.scale() > NANO_DIGITS) {
        throw new IllegalArgumentException(
            "a price of %s is 0 to %s dollars with at most %d decimals, but was %s"
                .formatted(model, MOST_USD, NANO_DIGITS, usd));
      }
      return usd.movePointRight(NANO_DIGITS).longValueExact();
    }
  }
}
