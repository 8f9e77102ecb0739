package dev.millrace.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/**
 * The cookie that holds the session. Its times are in seconds, never as a date: the functions'
 * platform takes the comma of a date for the end of the header.
 */
@ApplicationScoped
class SessionCookie {

  /** Browsers take a cookie of the first name only from HTTPS and from this very host. */
  private static final String SECURE_NAME = "__Host-millrace";

  private static final String PLAIN_NAME = "millrace";

  private final ConsoleConfig config;

  SessionCookie(ConsoleConfig config) {
    this.config = config;
  }

  Optional<String> of(ContainerRequestContext request) {
    return Optional.ofNullable(request.getCookies().get(name(request.getUriInfo())))
        .map(Cookie::getValue);
  }

  /** A Set-Cookie header that keeps the session in the browser. */
  String keep(String sealed, UriInfo at) {
    return header(sealed, Sessions.LENGTH.toSeconds(), at);
  }

  /** A Set-Cookie header that takes the session from the browser. */
  String forget(UriInfo at) {
    return header("", 0, at);
  }

  private String header(String value, long seconds, UriInfo at) {
    return "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Strict%s"
        .formatted(name(at), value, seconds, secure(at) ? "; Secure" : "");
  }

  private String name(UriInfo at) {
    return secure(at) ? SECURE_NAME : PLAIN_NAME;
  }

  private boolean secure(UriInfo at) {
    return config.behindTls() || at.getBaseUri().getScheme().equals("https");
  }
}
