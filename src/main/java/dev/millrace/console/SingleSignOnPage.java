package dev.millrace.console;

import dev.millrace.openid.OpenIdProvider;
import dev.millrace.openid.ProviderUnavailableException;
import dev.millrace.openid.SignInAttempt;
import dev.millrace.openid.SignInRefusedException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
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
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where owners whom an OpenID provider knows come in without a key. */
@Path("/sign-in/oidc")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class SingleSignOnPage {

  private static final Logger log = Logger.getLogger(SingleSignOnPage.class);

  private final SingleSignOn singleSignOn;
  private final Entrance entrance;
  private final Sessions sessions;
  private final OwnAddress own;

  SingleSignOnPage(
      SingleSignOn singleSignOn, Entrance entrance, Sessions sessions, OwnAddress own) {
    this.singleSignOn = singleSignOn;
    this.entrance = entrance;
    this.sessions = sessions;
    this.own = own;
  }

  /** Sends the browser to the provider. */
  @GET
  public Response leave(@Context UriInfo at) {
    SignInAttempt attempt = SignInAttempt.start(new SecureRandom());
    try {
      return Response.seeOther(provider().signIn(attempt, back(at)))
          .header(HttpHeaders.SET_COOKIE, ConsoleCookie.SIGN_IN.keep(attempt.secret(), own.of(at)))
          .build();
    } catch (ProviderUnavailableException e) {
      return unavailable(e);
    }
  }

  /** Takes in whom the provider sends back. */
  @GET
  @Path("return")
  public Response comeBack(
      @QueryParam("code") @Nullable String code,
      @QueryParam("state") @Nullable String state,
      @QueryParam("error") @Nullable String error,
      @Context HttpHeaders headers,
      @Context UriInfo at) {
    OpenIdProvider provider = provider();
    Optional<SignInAttempt> attempt =
        ConsoleCookie.SIGN_IN.in(headers.getCookies(), own.of(at)).map(SignInAttempt::new);
    if (state == null || attempt.filter(a -> Sessions.same(a.state(), state)).isEmpty()) {
      return refusal("it was not begun in this browser, or longer than ten minutes ago", at);
    }
    if (code == null) {
      return refusal("the provider answered " + (error == null ? "nothing" : error), at);
    }
    try {
      return enter(provider.email(code, attempt.orElseThrow(), back(at)), at);
    } catch (SignInRefusedException e) {
      return refusal(String.valueOf(e.getMessage()), at);
    } catch (ProviderUnavailableException e) {
      return unavailable(e);
    }
  }

  /**
   * Not by a redirection: it would belong to a journey that began at the provider, on which
   * browsers do not send the session along.
   */
  private Response enter(String email, UriInfo at) {
    String member = email.toLowerCase(Locale.ROOT);
    if (!entrance.isOwner(singleSignOn.organization(), member)) {
      return refusal(member + " is no owner here; ask an owner to make you one", at);
    }
    String session = sessions.begin(singleSignOn.organization(), null, member);
    return Response.ok(new Entered(member))
        .header("Refresh", "0; url=/")
        .header(HttpHeaders.SET_COOKIE, ConsoleCookie.SESSION.keep(session, own.of(at)))
        .header(HttpHeaders.SET_COOKIE, ConsoleCookie.SIGN_IN.forget(own.of(at)))
        .build();
  }

  private Response refusal(String why, UriInfo at) {
    return Response.fromResponse(
            ErrorPages.page(
                Response.Status.FORBIDDEN, "You are not signed in", "That is because " + why + "."))
        .header(HttpHeaders.SET_COOKIE, ConsoleCookie.SIGN_IN.forget(own.of(at)))
        .build();
  }

  private static Response unavailable(ProviderUnavailableException e) {
    log.warnf("the OpenID provider is out of reach: %s", e.getMessage());
    return ErrorPages.page(
        Response.Status.SERVICE_UNAVAILABLE,
        "Your organisation's sign-in does not answer",
        "Try again in a minute, or sign in with an owner's key.");
  }

  private OpenIdProvider provider() {
    return singleSignOn.provider().orElseThrow(NotFoundException::new);
  }

  private URI back(UriInfo at) {
    return own.of(at).resolve("/sign-in/oidc/return");
  }

  /** The page between signing in and the overview. */
  @CheckedTemplate
  record Entered(String member) implements TemplateInstance {}
}
