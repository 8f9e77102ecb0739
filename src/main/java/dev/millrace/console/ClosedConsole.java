package dev.millrace.console;

import dev.millrace.HttpSide;
import dev.millrace.OpenRoutes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the console shut: not there at all where its routes are closed, and open to nobody while no
 * secret is set to sign sessions with.
 */
final class ClosedConsole {

  private final OpenRoutes routes;
  private final Sessions sessions;

  ClosedConsole(OpenRoutes routes, Sessions sessions) {
    this.routes = routes;
    this.sessions = sessions;
  }

  @ServerRequestFilter(preMatching = true, priority = Priorities.AUTHENTICATION)
  @Nullable Response refuseAll(UriInfo at) {
    if (!ConsoleRoutes.include(at.getPath())) {
      return null;
    }
    if (!routes.include(HttpSide.CONSOLE)) {
      return Response.status(Response.Status.NOT_FOUND).build();
    }
    return sessions.possible()
        ? null
        : ErrorPages.page(
            Response.Status.SERVICE_UNAVAILABLE,
            "The console is closed",
            "Nobody can sign in until the operator sets millrace.console.session-secret.");
  }
}
