package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.store.ObjectStore;
import dev.millrace.usage.OwnPrice;
import dev.millrace.usage.OwnPrices;
import dev.millrace.usage.PriceTable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** The price table that counts: the operator's, under {@code prices.json}, or the built-in one. */
@Singleton
class Prices {

  static final String KEY = "prices.json";

  private final ObjectStore store;
  private final Function<OrgId, List<OwnPrice>> own;

  @Inject
  Prices(ObjectStore store, OwnPrices own) {
    this.store = store;
    this.own = own::of;
  }

  /** Of organisations that have no prices of their own. */
  Prices(ObjectStore store) {
    this.store = store;
    this.own = org -> List.of();
  }

  /**
   * The table as it is now, with what the organisation pays in place of its prices.
   *
   * @throws IllegalArgumentException if the operator's is none
   */
  PriceTable table(OrgId org) {
    return store
        .get(KEY)
        .map(PriceTable::parse)
        .orElseGet(PriceTable::builtIn)
        .with(own.apply(org));
  }
}
