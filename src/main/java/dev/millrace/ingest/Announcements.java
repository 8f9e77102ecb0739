package dev.millrace.ingest;

import dev.millrace.HttpSide;
import dev.millrace.otlp.Body;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Refuses exports that are announced to be larger than the framework takes for any route: it would
 * do so itself, but without a Status. All others are read as far as {@link Body} allows.
 */
@ApplicationScoped
class Announcements {

  /** The framework's own check is a route of order -2. */
  private static final int BEFORE_THE_FRAMEWORK = 300;

  private final OtlpPaths paths;
  private final Refusals refusals;
  private final Body.Bounds bounds;
  private final long largestOfAnyRoute;

  Announcements(
      OtlpPaths paths,
      Refusals refusals,
      IngestConfig config,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestOfAnyRoute) {
    this.paths = paths;
    this.refusals = refusals;
    this.bounds = Ingest.bounds(config);
    this.largestOfAnyRoute = largestOfAnyRoute.asLongValue();
    if (bounds.sentBytes() >= this.largestOfAnyRoute) {
      throw new ConfigurationException(
          "millrace.ingest.max-body has to be less than quarkus.http.limits.max-body-size, %d, but is %d"
              .formatted(this.largestOfAnyRoute, bounds.sentBytes()));
    }
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_THE_FRAMEWORK);
  }

  private void check(RoutingContext context) {
    long announced = bytes(context.request().getHeader(HttpHeaders.CONTENT_LENGTH));
    if (announced <= largestOfAnyRoute || paths.of(context.request()).isEmpty()) {
      context.next();
      return;
    }
    refusals.refuse(HttpSide.INGEST, context, 413, bounds.excessAsSent(announced));
  }

  /** Negative if there is no such number. */
  private static long bytes(@Nullable String contentLength) {
    try {
      return contentLength == null ? -1 : Long.parseLong(contentLength);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
