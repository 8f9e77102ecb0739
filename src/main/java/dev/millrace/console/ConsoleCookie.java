package dev.millrace.console;

import jakarta.ws.rs.core.Cookie;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the console leaves in browsers. Times are in seconds and not dates: a browser's clock may be
 * wrong, and what stands between here and there may take the comma of a date for the end of a
 * header.
 */
enum ConsoleCookie {
  /** The session. */
  SESSION("millrace", Sessions.LENGTH, "Strict"),
  /** A sign-in that is under way elsewhere, from where the browser has to bring it back. */
  SIGN_IN("millrace-sign-in", Duration.ofMinutes(10), "Lax");

  /** Browsers take a cookie of such a name only from HTTPS and from this very host. */
  private static final String SECURE_PREFIX = "__Host-";

  private final String plainName;
  private final Duration length;
  private final String sameSite;

  ConsoleCookie(String plainName, Duration length, String sameSite) {
    this.plainName = plainName;
    this.length = length;
    this.sameSite = sameSite;
  }

  /**
   * What the browser brought.
   *
   * @param own where the console is
   */
  Optional<String> in(Map<String, Cookie> cookies, URI own) {
    return Optional.ofNullable(cookies.get(name(own)))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  /** A Set-Cookie header that keeps the value in the browser. */
  String keep(String value, URI own) {
    return header(value, length.toSeconds(), own);
  }

  /** A Set-Cookie header that takes it from the browser. */
  String forget(URI own) {
    return header("", 0, own);
  }

  private String header(String value, long seconds, URI own) {
    return "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=%s%s"
        .formatted(name(own), value, seconds, sameSite, isSecure(own) ? "; Secure" : "");
  }

  private String name(URI own) {
    return isSecure(own) ? SECURE_PREFIX + plainName : plainName;
  }

  private static boolean isSecure(URI own) {
    return own.getScheme().equals("https");
  }
}
