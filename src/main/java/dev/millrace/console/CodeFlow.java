package dev.millrace.console;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The way of a browser to the provider and back. Quarkus goes it, and is asked to here instead of
 * by an annotation: whatever fails is answered with a page, and no browser is sent to and fro.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth">OpenID Connect
 *     Core, section 3.1</a>
 */
@ApplicationScoped
class CodeFlow {

  /** For all that the provider is asked in one go. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  /** Quarkus's own session, which would stand beside the console's. */
  private static final String SESSION_COOKIE =
      OidcUtils.SESSION_COOKIE_NAME + "_" + SingleSignOn.NAME;

  private final OidcAuthenticationMechanism mechanism;
  private final IdentityProviderManager identities;

  CodeFlow(OidcAuthenticationMechanism mechanism, IdentityProviderManager identities) {
    this.mechanism = mechanism;
    this.identities = identities;
  }

  /**
   * Where to send the browser. The response keeps in it what it has to come back with.
   *
   * @throws ProviderUnavailableException if the provider does not answer
   */
  URI begin(RoutingContext at) {
    return URI.create(
        answer(mechanism.getChallenge(at)).getHeaders().get(HttpHeaderNames.LOCATION));
  }

  /**
   * The identity token that the browser's code stands for, with a good signature, for this client
   * and this browser.
   *
   * @throws SignInRefusedException if there is none
   * @throws ProviderUnavailableException if the provider does not answer
   */
  JsonWebToken end(RoutingContext at) {
    try {
      SecurityIdentity identity =
          Optional.ofNullable(answer(mechanism.authenticate(at, identities)))
              .orElseThrow(
                  () ->
                      new SignInRefusedException(
                          "it was not begun in this browser, or longer than ten minutes ago"));
      return (JsonWebToken) identity.getPrincipal();
    } catch (AuthenticationCompletionException | AuthenticationFailedException e) {
      throw refusal(at, e);
    } finally {
      at.response().removeCookies(SESSION_COOKIE);
    }
  }

  private static <T> T answer(Uni<T> asked) {
    try {
      return asked.await().atMost(ANSWER_WITHIN);
    } catch (OIDCException | TimeoutException e) {
      throw new ProviderUnavailableException(e);
    }
  }

  private static RuntimeException refusal(RoutingContext at, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return new ProviderUnavailableException(cause);
      }
    }
    String error = at.request().getParam("error");
    return new SignInRefusedException(
        error == null
            ? "what the provider answered is not to be believed"
            : "the provider answered " + error);
  }
}
