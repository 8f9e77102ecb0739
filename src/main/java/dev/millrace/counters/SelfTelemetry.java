package dev.millrace.counters;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends the meters as OTLP, if there is somebody to take them. */
@ApplicationScoped
@UnlessBuildProfile("function")
class SelfTelemetry {

  void send(@Observes StartupEvent event, Settings settings) {
    settings
        .url()
        .map(url -> new Exporter(url, settings.authorization(), settings.every()))
        .ifPresent(to -> Metrics.addRegistry(new OtlpMeterRegistry(to, Clock.SYSTEM)));
  }

  /** Where a server's own telemetry goes. */
  @ConfigMapping(prefix = "millrace.telemetry")
  interface Settings {

    /** The address that takes metrics as OTLP over HTTP; empty if nobody does. */
    Optional<URI> url();

    /** What it wants in the header {@code Authorization}; empty if nothing. */
    Optional<String> authorization();

    /** The time between two exports. */
    Duration every();
  }

  /** The settings as Micrometer reads them. */
  private record Exporter(URI to, Optional<String> authorization, Duration every)
      implements OtlpConfig {

    @Override
    public String url() {
      return to.toString();
    }

    @Override
    public Map<String, String> headers() {
      return authorization.map(it -> Map.of("Authorization", it)).orElse(Map.of());
    }

    @Override
    public Map<String, String> resourceAttributes() {
      return Map.of("service.name", "millrace");
    }

    @Override
    public Duration step() {
      return every;
    }

    /** Nothing is set in another way. */
    @Override
    public @Nullable String get(String key) {
      return null;
    }
  }
}
