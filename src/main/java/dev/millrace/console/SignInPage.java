package dev.millrace.console;

import dev.millrace.keys.KeyVerdict;
import dev.millrace.keys.Verifier;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an owner's key opens the console. */
@Path("/sign-in")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class SignInPage {

  private final Entrance entrance;
  private final Sessions sessions;
  private final SingleSignOn singleSignOn;
  private final OwnAddress own;
  private final WrongKeys wrongKeys;

  SignInPage(
      Entrance entrance,
      Sessions sessions,
      SingleSignOn singleSignOn,
      OwnAddress own,
      WrongKeys wrongKeys) {
    this.entrance = entrance;
    this.sessions = sessions;
    this.singleSignOn = singleSignOn;
    this.own = own;
    this.wrongKeys = wrongKeys;
  }

  @GET
  public TemplateInstance show() {
    return page("");
  }

  /** Another's page must not sign an owner in to its own organisation. */
  @POST
  public Response signIn(
      @FormParam("key") @Nullable String token,
      @Context HttpServerRequest connection,
      @Context HttpHeaders headers,
      @Context UriInfo at) {
    if (!RequestOrigin.of(headers).isOwn()) {
      return Response.status(Response.Status.FORBIDDEN).build();
    }
    String address = connection.remoteAddress().hostAddress();
    Optional<Duration> wait = wrongKeys.waitOf(address);
    if (wait.isPresent()) {
      return slowDown(wait.get());
    }
    KeyVerdict verdict = entrance.judge(token == null ? "" : token);
    if (verdict instanceof KeyVerdict.Accepted accepted) {
      return enter(accepted.key(), at);
    }
    if (verdict instanceof KeyVerdict.Refused refused) {
      wrongKeys.note(address);
      return refusal(Response.Status.FORBIDDEN, refused.why()).build();
    }
    return Response.status(Response.Status.SERVICE_UNAVAILABLE).build();
  }

  private Response enter(Verifier key, UriInfo at) {
    String session = sessions.begin(key.org(), key.id(), key.owner());
    return Response.seeOther(URI.create("/"))
        .header(HttpHeaders.SET_COOKIE, SessionCookie.keep(session, own.of(at)))
        .build();
  }

  private Response slowDown(Duration wait) {
    long seconds = wait.toSeconds() + 1;
    return refusal(
            Response.Status.TOO_MANY_REQUESTS,
            "too many wrong keys came from this address; try again in " + seconds + " seconds")
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }

  private Response.ResponseBuilder refusal(Response.Status status, String why) {
    return Response.status(status).entity(page(why));
  }

  private TemplateInstance page(String refusal) {
    return new SignIn(refusal, singleSignOn.isOffered());
  }

  /**
   * The page.
   *
   * @param refusal why the last try failed; empty if there was none
   * @param elsewhere whether an OpenID provider can be asked in place of a key
   */
  @CheckedTemplate
  record SignIn(String refusal, boolean elsewhere) implements TemplateInstance {}
}
