package dev.millrace.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a {@code @QuarkusTest} a migrated, empty database. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return Map.of(
        "quarkus.datasource.reactive.url",
        TestDatabase.create().reactiveUrl(),
        "quarkus.datasource.username",
        TestDatabase.USER,
        "quarkus.datasource.password",
        TestDatabase.PASSWORD);
  }

  /** The server is the whole run's, and ends with it. */
  @Override
  public void stop() {}
}
