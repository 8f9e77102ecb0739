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
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an owner's key opens the console. */
@Path("/sign-in")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class SignInPage {

  private final Entrance entrance;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final WrongKeys wrongKeys;
  private final Clock clock;

  SignInPage(
      Entrance entrance,
      Sessions sessions,
      SessionCookie cookie,
      WrongKeys wrongKeys,
      Clock clock) {
    this.entrance = entrance;
    this.sessions = sessions;
    this.cookie = cookie;
    this.wrongKeys = wrongKeys;
    this.clock = clock;
  }

  @GET
  public TemplateInstance show() {
    return new SignIn("");
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
    Session session =
        new Session(
            key.org(), key.id(), key.owner(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    return Response.seeOther(URI.create("/"))
        .header(HttpHeaders.SET_COOKIE, cookie.keep(sessions.sealed(session), at))
        .build();
  }

  private static Response slowDown(Duration wait) {
    long seconds = wait.toSeconds() + 1;
    return refusal(
            Response.Status.TOO_MANY_REQUESTS,
            "too many wrong keys came from this address; try again in " + seconds + " seconds")
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }

  private static Response.ResponseBuilder refusal(Response.Status status, String why) {
    return Response.status(status).entity(new SignIn(why));
  }

  /**
   * The page.
   *
   * @param refusal why the last try failed; empty if there was none
   */
  @CheckedTemplate
  record SignIn(String refusal) implements TemplateInstance {}
}
