package dev.millrace.rollup;

import dev.millrace.store.ObjectStore;
import dev.millrace.usage.PriceTable;
import jakarta.inject.Singleton;

/** The price table that counts: the operator's, under {@code prices.json}, or the built-in one. */
@Singleton
class Prices {

  static final String KEY = "prices.json";

  private final ObjectStore store;

  Prices(ObjectStore store) {
    this.store = store;
  }

  /**
   * The table as it is now.
   *
   * @throws IllegalArgumentException if the operator's is none
   */
  PriceTable table() {
    return store.get(KEY).map(PriceTable::parse).orElseGet(PriceTable::builtIn);
  }
}
