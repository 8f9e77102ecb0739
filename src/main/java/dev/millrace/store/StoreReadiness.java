package dev.millrace.store;

import dev.millrace.HttpSide;
import dev.millrace.Readiness;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads what every side reads: where published keys lie. That there is nothing there is fine. */
@Singleton
final class StoreReadiness implements Readiness {

  private static final String PROBE = "keys/probe-of-readiness";

  private final ObjectStore store;

  StoreReadiness(ObjectStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public boolean isNeededBy(HttpSide side) {
    return true;
  }

  @Override
  public Optional<String> missing() {
    store.get(PROBE);
    return Optional.empty();
  }
}
