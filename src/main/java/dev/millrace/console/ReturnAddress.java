package dev.millrace.console;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.net.URISyntaxException;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;

/** The page that somebody wanted when they were sent to sign in, and comes to afterwards. */
final class ReturnAddress {

  static final String PARAMETER = "to";

  private static final String HOME = "/";
  private static final int MAX_LENGTH = 2000;

  private ReturnAddress() {}

  /** The query that takes it along; empty where there is nothing to come back to. */
  static String query(ContainerRequestContext request) {
    // Not asked of the framework, which needs a Host to tell.
    String page =
        CurrentRequestManager.get().serverRequest().unwrap(RoutingContext.class).request().uri();
    return request.getMethod().equals(HttpMethod.GET) && !page.equals(HOME)
        ? "?" + PARAMETER + "=" + UsageFilter.encoded(page)
        : "";
  }

  /** Where it leads: a page of the console's own, or else its first one. */
  static URI of(@Nullable String page) {
    try {
      if (page != null && page.startsWith(HOME) && page.length() <= MAX_LENGTH) {
        URI wanted = new URI(page);
        if (wanted.getScheme() == null && wanted.getRawAuthority() == null) {
          return page.startsWith("//") ? URI.create(HOME) : wanted;
        }
      }
    } catch (URISyntaxException e) {
      // leads to the first page, as any other that is none
    }
    return URI.create(HOME);
  }
}
