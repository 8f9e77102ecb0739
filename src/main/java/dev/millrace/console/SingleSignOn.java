package dev.millrace.console;

import dev.millrace.OrgId;
import dev.millrace.openid.OpenIdClient;
import dev.millrace.openid.OpenIdProvider;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** The OpenID provider that the operator trusts to know owners, if there is one. */
@ApplicationScoped
class SingleSignOn {

  private final ConsoleConfig.Oidc config;
  private final Optional<OpenIdProvider> provider;

  SingleSignOn(ConsoleConfig config, Clock clock) {
    this.config = config.oidc();
    this.provider = this.config.issuer().map(issuer -> new OpenIdProvider(client(issuer), clock));
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

  Optional<OpenIdProvider> provider() {
    return provider;
  }

  /** Whose owners come in. */
  OrgId organization() {
    return new OrgId(needed(config.organization(), "organization"));
  }

  private OpenIdClient client(URI issuer) {
    return new OpenIdClient(
        issuer, needed(config.clientId(), "client-id"), config.clientSecret().orElse(null));
  }

  private static String needed(Optional<String> value, String name) {
    return value.orElseThrow(
        () ->
            new IllegalArgumentException(
                "millrace.console.oidc.issuer needs millrace.console.oidc." + name));
  }
}
