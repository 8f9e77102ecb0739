package dev.millrace;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses requests whose head nobody can read, before anything is done for them: the framework
 * notices a broken {@code Accept} only when it writes the answer.
 */
final class ReadableRequests {

  /** PostgreSQL can neither keep nor compare it. */
  private static final String NUL = "%00";

  @ServerRequestFilter(preMatching = true)
  void refuseUnreadable(ContainerRequestContext request, RoutingContext context) {
    // Not asked of the framework, which needs a Host to tell.
    String query = context.request().query();
    if (query != null && query.contains(NUL)) {
      throw new UnreadableRequestException(
          "a parameter has the character U+0000 in it, which nothing has in its name");
    }
    try {
      request.getAcceptableMediaTypes();
    } catch (RuntimeException e) {
      throw new UnreadableRequestException("the header Accept is not a list of media types");
    }
  }
}
