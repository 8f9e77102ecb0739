package dev.millrace.console;

import dev.millrace.people.Ownership;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Where owners whom an OpenID provider knows come in without a key. */
@Path(SingleSignOn.PATH)
@Produces(MediaType.TEXT_HTML)
@Blocking
public class SingleSignOnPage {

  private static final URI HOME = URI.create("/");
  private static final Logger log = Logger.getLogger(SingleSignOnPage.class);

  private final SingleSignOn singleSignOn;
  private final CodeFlow flow;
  private final Ownership ownership;
  private final Sessions sessions;
  private final OwnAddress own;

  SingleSignOnPage(
      SingleSignOn singleSignOn,
      CodeFlow flow,
      Ownership ownership,
      Sessions sessions,
      OwnAddress own) {
    this.singleSignOn = singleSignOn;
    this.flow = flow;
    this.ownership = ownership;
    this.sessions = sessions;
    this.own = own;
  }

  /**
   * Sends the browser to the provider, the page that follows put by before: what the way there has
   * in its query Quarkus would lead back to.
   *
   * @param to the page that follows
   */
  @GET
  public Response leave(
      @Context RoutingContext connection,
      @Context UriInfo at,
      @QueryParam(ReturnAddress.PARAMETER) @DefaultValue("") String to) {
    requireProvider();
    if (!to.isEmpty()) {
      return Response.seeOther(URI.create(SingleSignOn.PATH))
          .header(HttpHeaders.SET_COOKIE, WantedPage.keep(to, OwnAddress.isSecure(own.of(at))))
          .build();
    }
    try {
      return Response.seeOther(flow.begin(connection)).build();
    } catch (ProviderUnavailableException e) {
      return unavailable(e);
    }
  }

  /** Takes in whom the provider sends back. */
  @GET
  @Path(SingleSignOn.RETURN)
  public Response comeBack(@Context RoutingContext connection, @Context UriInfo at) {
    requireProvider();
    try {
      return enter(verifiedEmail(flow.end(connection)), at, WantedPage.in(connection.request()));
    } catch (SignInRefusedException e) {
      return refusal(String.valueOf(e.getMessage()));
    } catch (ProviderUnavailableException e) {
      return unavailable(e);
    }
  }

  /** What Quarkus leaves to judge: whether the token is ours alone, and the address theirs. */
  private String verifiedEmail(JsonWebToken token) {
    if (token.containsClaim("azp") && !singleSignOn.clientId().equals(token.getClaim("azp"))) {
      throw new SignInRefusedException("the identity token was made for another client");
    }
    if (!(token.getClaim("email") instanceof String email)) {
      throw new SignInRefusedException("the provider gives no e-mail address");
    }
    // Some providers write it as text.
    if (!"true".equals(String.valueOf((Object) token.getClaim("email_verified")))) {
      throw new SignInRefusedException("the provider has not verified the e-mail address " + email);
    }
    return email.toLowerCase(Locale.ROOT);
  }

  /**
   * Not by a redirection: it would belong to a journey that began at the provider, on which
   * browsers do not send the session along.
   */
  private Response enter(String member, UriInfo at, Optional<URI> wanted) {
    if (!ownership.isOwner(singleSignOn.organization(), member)) {
      return refusal(member + " is no owner here; ask an owner to make you one");
    }
    String session = sessions.begin(singleSignOn.organization(), null, member);
    String page = wanted.orElse(HOME).toASCIIString();
    Response.ResponseBuilder entered =
        Response.ok(new Entered(member, page))
            .header("Refresh", "0; url=" + page)
            .header(HttpHeaders.SET_COOKIE, SessionCookie.keep(session, own.of(at)));
    return (wanted.isEmpty()
            ? entered
            : entered.header(
                HttpHeaders.SET_COOKIE, WantedPage.forget(OwnAddress.isSecure(own.of(at)))))
        .build();
  }

  private static Response refusal(String why) {
    return ErrorPages.page(
        Response.Status.FORBIDDEN, "You are not signed in", "That is because " + why + ".");
  }

  private static Response unavailable(ProviderUnavailableException e) {
    log.warnf("the OpenID provider is out of reach: %s", e.getMessage());
    return ErrorPages.page(
        Response.Status.SERVICE_UNAVAILABLE,
        "Your organisation's sign-in does not answer",
        "Try again in a minute, or sign in with an owner's key.");
  }

  private void requireProvider() {
    if (!singleSignOn.isOffered()) {
      throw new NotFoundException();
    }
  }

  /** The page between signing in and the one that was wanted. */
  @CheckedTemplate
  record Entered(String member, String page) implements TemplateInstance {}
}
