package dev.millrace.ingest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Has a browser's question whether it may send answered with 204: the answer, where {@code
 * quarkus.http.cors} is on, has headers but no content.
 */
@ApplicationScoped
class Preflights {

  /** Right before Quarkus' own filter for CORS, which leaves the status as it finds it. */
  private static final int BEFORE_CORS = 301;

  private static final int NO_CONTENT = 204;

  void register(@Observes Filters filters) {
    filters.register(Preflights::answerWithoutContent, BEFORE_CORS);
  }

  private static void answerWithoutContent(RoutingContext context) {
    if (context.request().method().equals(HttpMethod.OPTIONS)
        && context.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
      context.response().setStatusCode(NO_CONTENT);
    }
    context.next();
  }
}
