package dev.millrace.console;

import dev.millrace.keys.KeyVerdict;
import dev.millrace.keys.Verifier;
import dev.millrace.keys.WrongKeys;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
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
  public TemplateInstance show(@QueryParam(ReturnAddress.PARAMETER) @Nullable String to) {
    return page("", to);
  }

  /** Another's page must not sign an owner in to its own organisation. */
  @POST
  public Response signIn(
      @FormParam("key") @Nullable String token,
      @FormParam(ReturnAddress.PARAMETER) @Nullable String to,
      @Context HttpServerRequest connection,
      @Context HttpHeaders headers,
      @Context UriInfo at) {
    if (!RequestOrigin.of(headers).isOwn()) {
      return Response.status(Response.Status.FORBIDDEN).build();
    }
    KeyVerdict verdict = entrance.judge(token == null ? "" : token);
    if (verdict instanceof KeyVerdict.Accepted accepted) {
      return enter(accepted.key(), at, to);
    }
    if (verdict instanceof KeyVerdict.Refused refused) {
      return wrongKeys
          .note(String.valueOf(connection.remoteAddress().hostAddress()))
          .map(wait -> slowDown(wait, to))
          .orElseGet(() -> refusal(Response.Status.FORBIDDEN, refused.why(), to).build());
    }
    return Response.status(Response.Status.SERVICE_UNAVAILABLE).build();
  }

  private Response enter(Verifier key, UriInfo at, @Nullable String to) {
    String session = sessions.begin(key.org(), key.id(), key.owner());
    return Response.seeOther(ReturnAddress.of(to))
        .header(HttpHeaders.SET_COOKIE, SessionCookie.keep(session, own.of(at)))
        .build();
  }

  private Response slowDown(Duration wait, @Nullable String to) {
    long seconds = wait.toSeconds() + 1;
    return refusal(
            Response.Status.TOO_MANY_REQUESTS,
            "too many wrong keys came from this address; try again in " + seconds + " seconds",
            to)
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }

  private Response.ResponseBuilder refusal(
      Response.Status status, String why, @Nullable String to) {
    return Response.status(status).entity(page(why, to));
  }

  private TemplateInstance page(String refusal, @Nullable String to) {
    String wanted = to == null ? "" : to;
    String way = singleSignOn.isOffered() ? SingleSignOn.PATH : "";
    String query =
        wanted.isEmpty() ? "" : "?" + ReturnAddress.PARAMETER + "=" + UsageFilter.encoded(wanted);
    return new SignIn(refusal, wanted, way.isEmpty() ? "" : way + query);
  }

  /**
   * The page.
   *
   * @param refusal why the last try failed; empty if there was none
   * @param to the page that follows
   * @param elsewhere where an OpenID provider is asked in place of a key; empty if none can be
   */
  @CheckedTemplate
  record SignIn(String refusal, String to, String elsewhere) implements TemplateInstance {}
}
