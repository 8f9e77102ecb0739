package dev.millrace.console;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Has a form do what it does once: sent again, by a second click or from the browser's history, it
 * leads to where it led the first time.
 */
class OnceFilter {

  static final String FIELD = "once";

  /** After {@link ForgeryFilter}. */
  private static final int PRIORITY = 6000;

  private static final int MAX_LENGTH = 64;

  private final Visitor visitor;
  private final SentForms forms;

  OnceFilter(Visitor visitor, SentForms forms) {
    this.visitor = visitor;
    this.forms = forms;
  }

  @ServerRequestFilter(priority = PRIORITY)
  @WithFormRead
  @OwnersOnly
  @Nullable Response refuseRepetition(ResteasyReactiveContainerRequestContext request) {
    ResteasyReactiveRequestContext context =
        (ResteasyReactiveRequestContext) request.getServerRequestContext();
    if (!visitor.isSignedIn()
        || !(context.getFormParameter(FIELD, true, false) instanceof String number)
        || number.isEmpty()
        || number.length() > MAX_LENGTH) {
      return null;
    }
    Optional<String> before = forms.sent(visitor.org(), number);
    if (before.isEmpty()) {
      request.setProperty(FIELD, number);
      return null;
    }
    return before.get().isEmpty()
        ? ErrorPages.page(
            Response.Status.CONFLICT,
            "This was sent before",
            "A form does what it does once. Load the page again to see whether it did.")
        : Response.seeOther(URI.create(before.get())).build();
  }

  @ServerResponseFilter
  void note(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(FIELD) instanceof String number
        && response.getStatus() == Response.Status.SEE_OTHER.getStatusCode()) {
      forms.ledTo(
          visitor.org(),
          number,
          String.valueOf(response.getHeaders().getFirst(HttpHeaders.LOCATION)));
    }
  }
}
