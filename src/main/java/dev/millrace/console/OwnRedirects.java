package dev.millrace.console;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Leads to pages of the console by their path alone. The framework would put the host before it
 * that the request, or a header of a proxy, named.
 */
class OwnRedirects {

  @ServerResponseFilter
  void shorten(ContainerRequestContext request, ContainerResponseContext response) {
    if (ConsoleRoutes.include(request.getUriInfo().getPath())
        && response.getHeaders().getFirst(HttpHeaders.LOCATION) instanceof URI location
        && Objects.equals(
            location.getRawAuthority(), request.getUriInfo().getBaseUri().getRawAuthority())) {
      response.getHeaders().putSingle(HttpHeaders.LOCATION, relative(location));
    }
  }

  private static String relative(URI location) {
    String query = location.getRawQuery();
    String path = location.getRawPath().isEmpty() ? "/" : location.getRawPath();
    return query == null ? path : path + "?" + query;
  }
}
