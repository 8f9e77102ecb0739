package dev.millrace.console;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;

/** Lets in who is signed in, and sends everybody else to where that is done. */
@Provider
@OwnersOnly
class SessionFilter implements ContainerRequestFilter {

  private static final String SIGN_IN = "/sign-in";

  private final OwnAddress own;
  private final Sessions sessions;
  private final Entrance entrance;
  private final Visitor visitor;
  private final CurrentVertxRequest connection;

  SessionFilter(
      OwnAddress own,
      Sessions sessions,
      Entrance entrance,
      Visitor visitor,
      CurrentVertxRequest connection) {
    this.connection = connection;
    this.own = own;
    this.sessions = sessions;
    this.entrance = entrance;
    this.visitor = visitor;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Optional<String> sealed =
        SessionCookie.in(connection.getCurrent().request(), own.of(request.getUriInfo()));
    Optional<Session> session = sealed.flatMap(sessions::opened);
    if (session.filter(entrance::admits).isPresent()) {
      visitor.is(session.get(), sessions.csrfToken(sealed.orElseThrow()));
    } else {
      request.abortWith(toSignIn(request));
    }
  }

  /** A part of a page that asks for its next state must not be replaced by the whole of another. */
  private static Response toSignIn(ContainerRequestContext request) {
    return request.getHeaderString("HX-Request") == null
        ? Response.seeOther(URI.create(SIGN_IN + ReturnAddress.query(request))).build()
        : Response.noContent().header("HX-Redirect", SIGN_IN).build();
  }
}
