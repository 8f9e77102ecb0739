package dev.millrace.store;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Gives a {@code @QuarkusTest} an object store that is a {@link BreakableStore}. */
public final class BreakableStoreProfile implements QuarkusTestProfile {

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(Producer.class);
  }

  /** Puts it in the place of the configured one. */
  @Alternative
  static class Producer {

    @Produces
    @Singleton
    ObjectStore store(StoreConfig config) {
      return new BreakableStore(new DirectoryObjectStore(config.directory()));
    }
  }
}
