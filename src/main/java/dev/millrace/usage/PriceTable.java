package dev.millrace.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.tools.ModelName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tokens cost at list price, for tools that report no cost themselves.
 *
 * <p>A table is a JSON document: a {@code version}, which usage computed with it names; the {@code
 * currency}, which is {@code USD}; and {@code prices}, each of a model, from a day on, for requests
 * into which more than so many tokens go, in dollars per million tokens. A model is named in any
 * way that its name is sent in, or is all that its normal form is like ({@code %} stands for
 * anything). Of several that fit a model, the longest pattern counts, then the latest day, then the
 * largest context. What a line does not say, the last line of the same model for any context says.
 *
 * @param version names the table wherever its prices were used
 */
public record PriceTable(String version, List<Price> prices) {

  /** From where on a larger context costs more; {@code usage.sql} has the same. */
  public static final List<Long> CONTEXTS =
      List.of(0L, 32_000L, 100_000L, 128_000L, 200_000L, 256_000L, 272_000L, 512_000L);

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

  /** The same with what an organisation pays in place of the list prices. */
  public PriceTable with(List<OwnPrice> own) {
    return own.isEmpty() ? this : new PaidPrices(this, own).table();
  }

  /**
   * One line.
   *
   * @param pattern of the normal forms of models, with {@code %} for anything
   * @param contextOver of requests into which more tokens go than this
   */
  public record Price(String pattern, LocalDate validFrom, long contextOver, TokenPrices tokens) {

    private Price with(TokenPrices other) {
      return new Price(pattern, validFrom, contextOver, other);
    }
  }

  private record Document(
      @JsonProperty(required = true) String version,
      @JsonProperty(required = true) String currency,
      @Nullable String source,
      @JsonProperty(required = true) List<Line> prices) {

    PriceTable table() {
      if (!currency.equals("USD")) {
        throw new IllegalArgumentException("prices are in USD, but were in " + currency);
      }
      List<Price> all = new ArrayList<>();
      Map<String, TokenPrices> before = new HashMap<>();
      Set<List<Object>> priced = new HashSet<>();
      for (Price price : ordered()) {
        if (!priced.add(List.of(price.pattern(), price.validFrom(), price.contextOver()))) {
          throw new IllegalArgumentException(
              "a model has one price from a day on, but %s has two from %s on"
                  .formatted(price.pattern(), price.validFrom()));
        }
        TokenPrices known = before.get(price.pattern());
        Price whole = known == null ? price : price.with(price.tokens().or(known));
        if (whole.contextOver() == 0) {
          before.put(whole.pattern(), whole.tokens());
        }
        all.add(whole);
      }
      return new PriceTable(version, all);
    }

    private List<Price> ordered() {
      return prices.stream()
          .map(Line::price)
          .sorted(
              Comparator.comparing(Price::pattern)
                  .thenComparing(Price::validFrom)
                  .thenComparing(Price::contextOver))
          .toList();
    }
  }

  private record Line(
      @JsonProperty(required = true) String model,
      @JsonProperty(value = "valid_from", required = true) LocalDate validFrom,
      @JsonProperty("context_over") long contextOver,
      @Nullable BigDecimal input,
      @Nullable BigDecimal output,
      @JsonProperty("cache_read") @Nullable BigDecimal cacheRead,
      @JsonProperty("cache_creation") @Nullable BigDecimal cacheCreation,
      @JsonProperty("cache_creation_1h") @Nullable BigDecimal cacheCreation1h) {

    Price price() {
      if (!CONTEXTS.contains(contextOver)) {
        throw new IllegalArgumentException(
            "a price of %s is for contexts over one of %s tokens, but was for %d"
                .formatted(model, CONTEXTS, contextOver));
      }
      return new Price(
          ModelName.normal(model),
          validFrom,
          contextOver,
          TokenPrices.ofDollars(model, input, output, cacheRead, cacheCreation, cacheCreation1h));
    }
  }
}
