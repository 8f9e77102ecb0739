package dev.millrace.console;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The page that somebody wanted, kept in their browser while they are with the provider. It is no
 * secret, and leads nowhere but to a page of the console's own.
 */
final class WantedPage {

  private static final String NAME = "millrace-to";
  private static final int SECONDS = 600;

  private WantedPage() {}

  /**
   * A Set-Cookie header that keeps it. The browser has to send it when the provider sends them
   * back, so it is not strict.
   */
  static String keep(String page, boolean secure) {
    return header(UsageFilter.encoded(ReturnAddress.of(page).toString()), SECONDS, secure);
  }

  /** A Set-Cookie header that takes it from the browser. */
  static String forget(boolean secure) {
    return header("", 0, secure);
  }

  /** The page; empty if none is kept. */
  static Optional<URI> in(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(NAME))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty())
        .map(WantedPage::decoded);
  }

  private static URI decoded(String value) {
    try {
      return ReturnAddress.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return ReturnAddress.of(null);
    }
  }

  private static String header(String value, int seconds, boolean secure) {
    return "%s=%s; Max-Age=%d; Path=%s; HttpOnly; SameSite=Lax%s"
        .formatted(NAME, value, seconds, SingleSignOn.PATH, secure ? "; Secure" : "");
  }
}
