package dev.millrace.ingest;

import dev.millrace.store.BreakableStoreProfile;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** What is off by default switched on, the console closed, and a store that can be broken. */
public final class EveryOption implements QuarkusTestProfile {

  static final String BASE_PATH = "/ai/otel";
  static final String ORIGIN = "https://app.example.com";
  static final int REQUESTS_PER_MINUTE = 8;

  /** Room for a whole capture. */
  static final int BYTES_PER_MINUTE = 1 << 18;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "millrace.ingest.base-path",
        BASE_PATH + "/",
        "millrace.ingest.answer-within",
        "2s",
        "millrace.ingest.limits.requests-per-minute",
        String.valueOf(REQUESTS_PER_MINUTE),
        "millrace.ingest.limits.bytes-per-minute",
        String.valueOf(BYTES_PER_MINUTE),
        "quarkus.http.cors.enabled",
        "true",
        "quarkus.http.cors.origins",
        ORIGIN,
        "millrace.console.session-secret",
        "");
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return new BreakableStoreProfile().getEnabledAlternatives();
  }
}
