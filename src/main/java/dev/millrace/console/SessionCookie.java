package dev.millrace.console;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Optional;

/**
 * What the console leaves in browsers: the session. Its time is in seconds and not a date: a
 * browser's clock may be wrong.
 */
final class SessionCookie {

  private static final String PLAIN_NAME = "millrace";

  /** Browsers take a cookie of such a name only from HTTPS and from this very host. */
  private static final String SECURE_PREFIX = "__Host-";

  private SessionCookie() {}

  /**
   * What the browser brought. The framework's own parser refuses all cookies for one that it does
   * not understand, which any neighbour of the console's may have set.
   *
   * @param own where the console is
   */
  static Optional<String> in(HttpServerRequest request, URI own) {
    return Optional.ofNullable(request.getCookie(name(own)))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  /** A Set-Cookie header that keeps the session in the browser. */
  static String keep(String session, URI own) {
    return header(session, Sessions.LENGTH.toSeconds(), own);
  }

  /** A Set-Cookie header that takes it from the browser. */
  static String forget(URI own) {
    return header("", 0, own);
  }

  private static String header(String value, long seconds, URI own) {
    return "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Strict%s"
        .formatted(name(own), value, seconds, isSecure(own) ? "; Secure" : "");
  }

  private static String name(URI own) {
    return isSecure(own) ? SECURE_PREFIX + PLAIN_NAME : PLAIN_NAME;
  }

  private static boolean isSecure(URI own) {
    return OwnAddress.isSecure(own);
  }
}
