package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The prices and discounts of organisations, and the models that still have none. */
@ApplicationScoped
public class OwnPrices {

  private static final int MOST = 1_000;

  private static final String ALL =
      "select * from own_price where org = $1 order by model, valid_from";

  private static final String DELETE = "delete from own_price where org = $1";

  private static final String INSERT =
      """
      insert into own_price
        (org, model, valid_from, input, output, cache_read, cache_creation, discount)
      values ($1, $2, $3, $4, $5, $6, $7, $8)\
      """;

  private static final String UNPRICED =
      """
      select model, string_agg(distinct tool, ', ' order by tool) as tools,
        sum(tokens_unpriced)::bigint as tokens, count(distinct event_date) as days,
        min(event_date) as first_day, max(event_date) as last_day
      from usage_daily where org = $1 and tokens_unpriced > 0
      group by model order by tokens desc, model limit 500\
      """;

  private final Database database;

  OwnPrices(Database database) {
    this.database = database;
  }

  /** The organisation's, by model and day. */
  public List<OwnPrice> of(OrgId org) {
    return StreamSupport.stream(
            database
                .inSqlTransaction(
                    connection -> connection.preparedQuery(ALL).execute(Tuple.of(org.value())))
                .spliterator(),
            false)
        .map(OwnPrices::price)
        .toList();
  }

  /**
   * Puts these in the place of all that the organisation had.
   *
   * @throws IllegalArgumentException if a model has two from the same day on
   */
  public void replace(OrgId org, List<OwnPrice> prices) {
    Set<List<Object>> named = new HashSet<>();
    for (OwnPrice price : prices) {
      if (!named.add(List.of(price.model(), price.validFrom()))) {
        throw new IllegalArgumentException(
            "a model has one price from a day on, but %s has two from %s on"
                .formatted(price.model(), price.validFrom()));
      }
    }
    if (prices.size() > MOST) {
      throw new IllegalArgumentException(
          "an organisation has at most "
              + MOST
              + " prices of its own, but was given "
              + prices.size());
    }
    List<Tuple> rows = prices.stream().map(price -> tuple(org, price)).toList();
    database.inSqlTransaction(
        connection ->
            connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(org.value()))
                .chain(
                    () ->
                        rows.isEmpty()
                            ? Uni.createFrom().nullItem()
                            : connection.preparedQuery(INSERT).executeBatch(rows)));
  }

  /** What the organisation used of models that had no price when it was computed, most first. */
  public List<UnpricedModel> unpriced(OrgId org) {
    return StreamSupport.stream(
            database
                .inSqlTransaction(
                    connection -> connection.preparedQuery(UNPRICED).execute(Tuple.of(org.value())))
                .spliterator(),
            false)
        .map(
            row ->
                new UnpricedModel(
                    row.getString("model"),
                    row.getString("tools"),
                    row.getLong("tokens"),
                    row.getLong("days"),
                    row.getLocalDate("first_day"),
                    row.getLocalDate("last_day")))
        .toList();
  }

  private static OwnPrice price(Row row) {
    return new OwnPrice(
        row.getString("model"),
        row.getLocalDate("valid_from"),
        row.getBigDecimal("input"),
        row.getBigDecimal("output"),
        row.getBigDecimal("cache_read"),
        row.getBigDecimal("cache_creation"),
        row.getBigDecimal("discount"));
  }

  private static Tuple tuple(OrgId org, OwnPrice price) {
    return Tuple.tuple()
        .addString(org.value())
        .addString(price.model())
        .addLocalDate(price.validFrom())
        .addBigDecimal(price.input())
        .addBigDecimal(price.output())
        .addBigDecimal(price.cacheRead())
        .addBigDecimal(price.cacheCreation())
        .addBigDecimal(price.discount());
  }
}
