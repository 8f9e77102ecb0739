package dev.millrace.ingest;

import dev.millrace.HttpSide;
import dev.millrace.OpenRoutes;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Reply;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers 404 and a Status on the OTLP routes where they are closed. */
final class ClosedIngest {

  private final OpenRoutes routes;

  ClosedIngest(OpenRoutes routes) {
    this.routes = routes;
  }

  /** Before every other filter: a closed route is not there for any method or key. */
  @ServerRequestFilter(preMatching = true, priority = Priorities.AUTHENTICATION)
  Optional<Response> refuseAll(ContainerRequestContext request) {
    if (routes.include(HttpSide.INGEST)
        || !OnlyPost.ROUTES.matcher(request.getUriInfo().getPath()).matches()) {
      return Optional.empty();
    }
    String contentType = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    Encoding encoding = Encoding.ofContentType(contentType).orElse(Encoding.JSON);
    return Optional.of(
        OtlpResponses.of(Reply.refused(404, encoding, "exports are not taken at this address")));
  }
}
