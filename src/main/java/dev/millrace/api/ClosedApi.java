package dev.millrace.api;

import dev.millrace.HttpSide;
import dev.millrace.OpenRoutes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers 404 and a problem on the API's routes where they are closed. */
final class ClosedApi {

  private static final Pattern ROUTES = Pattern.compile("/?(api|v1/organizations)/.*");

  private final OpenRoutes routes;

  ClosedApi(OpenRoutes routes) {
    this.routes = routes;
  }

  /** Before every other filter: a closed route is not there for any method or key. */
  @ServerRequestFilter(preMatching = true, priority = Priorities.AUTHENTICATION)
  void refuseAll(ContainerRequestContext request) {
    if (!routes.include(HttpSide.API) && ROUTES.matcher(request.getUriInfo().getPath()).matches()) {
      throw new ProblemException(404, "the API is not at this address");
    }
  }
}
