package dev.millrace.console;

import dev.millrace.KeyId;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Token;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.Cookie;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Carries a new key's token from the form that made it to the page that shows it, and no further:
 * nothing keeps it but a cookie of one minute, sealed, which the page takes away.
 */
@ApplicationScoped
class ShownOnce {

  private static final String NAME = "millrace-token";
  private static final int SECONDS = 60;
  private static final String PURPOSE = "token";

  private final ConsoleConfig config;
  private final CurrentVertxRequest connection;

  ShownOnce(ConsoleConfig config, CurrentVertxRequest connection) {
    this.config = config;
    this.connection = connection;
  }

  /** A Set-Cookie header that carries the token. */
  String carry(KeyRegistry.Issued issued) {
    return header(secret().encrypted(PURPOSE, issued.token().text()), SECONDS);
  }

  /** The token, if this browser's form made the key a moment ago and has not seen it yet. */
  Optional<String> token(KeyId key) {
    return Optional.ofNullable(connection.getCurrent().request().getCookie(NAME))
        .map(Cookie::getValue)
        .flatMap(value -> secret().decrypted(PURPOSE, value))
        .filter(text -> Token.parse(text).filter(token -> token.id().equals(key)).isPresent());
  }

  /** A Set-Cookie header that takes it from the browser. */
  String forget() {
    return header("", 0);
  }

  private String header(String value, int seconds) {
    boolean secure =
        config.behindTls() || config.address().filter(OwnAddress::isSecure).isPresent();
    return "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Strict%s"
        .formatted(NAME, value, seconds, secure ? "; Secure" : "");
  }

  private SessionSecret secret() {
    return config.sessionSecret().orElseThrow();
  }
}
