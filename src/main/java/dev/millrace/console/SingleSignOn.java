package dev.millrace.console;

import dev.millrace.OrgId;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID provider that the operator trusts to know owners, if there is one. Quarkus gets to
 * know it by the first who signs in, and not at the start: most functions start for something else.
 */
@ApplicationScoped
class SingleSignOn implements TenantConfigResolver {

  static final String PATH = "/sign-in/oidc";
  static final String RETURN = "return";

  /** Quarkus calls it a tenant, and names its cookies after it. */
  static final String NAME = "console";

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration SIGN_IN_WITHIN = Duration.ofMinutes(10);
  private static final int CLOCK_SKEW_SECONDS = 60;

  private final ConsoleConfig config;
  private final Optional<OidcTenantConfig> provider;

  SingleSignOn(ConsoleConfig config) {
    this.config = config;
    this.provider = config.oidc().issuer().map(this::provider);
  }

  /** What is half configured is found out at the start, and not by the first who signs in. */
  void check(@Observes StartupEvent event) {
    if (isOffered()) {
      organization();
    }
  }

  boolean isOffered() {
    return provider.isPresent();
  }

  /** Whose owners come in. */
  OrgId organization() {
    return new OrgId(needed(config.oidc().organization(), "organization"));
  }

  /** Under which the provider knows this console. */
  String clientId() {
    return needed(config.oidc().clientId(), "client-id");
  }

  @Override
  public Uni<OidcTenantConfig> resolve(
      RoutingContext at, OidcRequestContext<OidcTenantConfig> blocking) {
    return Uni.createFrom().optional(provider);
  }

  private OidcTenantConfig provider(URI issuer) {
    return OidcTenantConfig.authServerUrl(issuer.toString())
        .tenantId(NAME)
        .applicationType(ApplicationType.WEB_APP)
        .clientId(clientId())
        .credentials(encodedSecret())
        .connectionTimeout(CONNECT_WITHIN)
        .token()
        // As the operator knows it, whatever the provider's description says.
        .issuer(issuer.toString())
        .subjectRequired()
        .lifespanGrace(CLOCK_SKEW_SECONDS)
        // What is not signed with a key that is published is not asked about either.
        .allowJwtIntrospection(false)
        .allowOpaqueTokenIntrospection(false)
        .end()
        .authentication()
        .scopes("email")
        .redirectPath(PATH + "/" + RETURN)
        .nonceRequired()
        .pkceRequired()
        // Another instance may be asked when the browser comes back.
        .stateSecret(stateSecret())
        .stateCookieAge(SIGN_IN_WITHIN)
        .cookiePath(PATH)
        .cookieForceSecure(config.behindTls())
        .forceRedirectHttpsScheme(config.behindTls())
        // What signing in leads to is the answer to the very request that brings the code.
        .removeRedirectParameters(false)
        .end()
        // None are kept that would want it, see ForgottenTokens.
        .tokenStateManager()
        .encryptionRequired(false)
        .end()
        .build();
  }

  /** Quarkus sends it as it is; RFC 6749, section 2.3.1, wants it encoded as in a form. */
  private @Nullable String encodedSecret() {
    return config
        .oidc()
        .clientSecret()
        .map(secret -> URLEncoder.encode(secret, StandardCharsets.UTF_8))
        .orElse(null);
  }

  private @Nullable String stateSecret() {
    return config.sessionSecret().map(secret -> secret.signature("sign-in")).orElse(null);
  }

  private static String needed(Optional<String> value, String name) {
    return value.orElseThrow(
        () ->
            new IllegalArgumentException(
                "millrace.console.oidc.issuer needs millrace.console.oidc." + name));
  }
}
