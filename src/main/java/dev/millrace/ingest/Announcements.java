package dev.millrace.ingest;

import dev.millrace.otlp.Body;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.OtlpException;
import dev.millrace.otlp.Reply;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
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
  private final RequestCounts counts;
  private final Body.Bounds bounds;
  private final long largestOfAnyRoute;

  Announcements(
      OtlpPaths paths,
      RequestCounts counts,
      IngestConfig config,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestOfAnyRoute) {
    this.paths = paths;
    this.counts = counts;
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
    try {
      bounds.check(announced);
    } catch (OtlpException e) {
      answer(
          context,
          Reply.refused(Encoding.ofContentType(contentType(context)).orElse(Encoding.JSON), e));
    }
  }

  private void answer(RoutingContext context, Reply reply) {
    counts.answered(paths.of(context.request()), reply.status());
    context
        .response()
        .setStatusCode(reply.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Encoding.answerTo(contentType(context)))
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(Buffer.buffer(reply.body()));
  }

  private static @Nullable String contentType(RoutingContext context) {
    return context.request().getHeader(HttpHeaders.CONTENT_TYPE);
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
