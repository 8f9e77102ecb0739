package dev.millrace.console;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/**
 * Keeps nothing of the provider's: what becomes of its tokens is a session of the console's, like
 * that of a key. So no browser gets a token, and none that a browser brings is looked at.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class ForgottenTokens implements TokenStateManager {

  @Override
  public Uni<String> createTokenState(
      RoutingContext at,
      OidcTenantConfig provider,
      AuthorizationCodeTokens tokens,
      OidcRequestContext<String> blocking) {
    return Uni.createFrom().item("");
  }

  @Override
  public Uni<AuthorizationCodeTokens> getTokens(
      RoutingContext at,
      OidcTenantConfig provider,
      String state,
      OidcRequestContext<AuthorizationCodeTokens> blocking) {
    return Uni.createFrom().failure(new AuthenticationFailedException("no tokens are kept"));
  }

  @Override
  public Uni<Void> deleteTokens(
      RoutingContext at,
      OidcTenantConfig provider,
      String state,
      OidcRequestContext<Void> blocking) {
    return Uni.createFrom().voidItem();
  }
}
