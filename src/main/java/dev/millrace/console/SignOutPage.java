package dev.millrace.console;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** The way out. */
@Path("/sign-out")
@OwnersOnly
@Blocking
public class SignOutPage {

  private final OwnAddress own;
  private final Visitor visitor;
  private final EndedSessions ended;

  SignOutPage(OwnAddress own, Visitor visitor, EndedSessions ended) {
    this.visitor = visitor;
    this.ended = ended;
    this.own = own;
  }

  /** The session ends wherever its cookie is. */
  @POST
  public Response signOut(@Context UriInfo at) {
    ended.end(visitor.session());
    return Response.seeOther(URI.create("/sign-in"))
        .header(HttpHeaders.SET_COOKIE, SessionCookie.forget(own.of(at)))
        .build();
  }
}
