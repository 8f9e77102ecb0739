package dev.millrace.console;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of the console. */
@ConfigMapping(prefix = "millrace.console")
public interface ConsoleConfig {

  /** What sessions are signed with; without one nobody enters. */
  Optional<SessionSecret> sessionSecret();

  /** Where browsers find the console; where the connection ended, if absent. */
  Optional<URI> address();

  /** Where tools are told to send; where the console itself is, if absent. */
  Optional<URI> ingestUrl();

  /** How long after its last export a key is shown as quiet. */
  Duration quietAfter();

  /** How long after the last rollup figures are shown as behind. */
  Duration staleAfter();

  /** Whether browsers come over HTTPS that ends before this process. */
  boolean behindTls();

  /** The OpenID provider that knows owners; none unless there is an issuer. */
  Oidc oidc();

  /** How to reach it, and for whom. */
  interface Oidc {
    /** The provider's address, as it names itself. */
    Optional<URI> issuer();

    /** Under which the provider knows this console. */
    Optional<String> clientId();

    /** By which the provider knows that it is this console who asks. */
    Optional<String> clientSecret();

    /** Id of the one organisation whose owners sign in this way. */
    Optional<String> organization();
  }
}
