package dev.millrace.console;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as the browser says. Programs that are no browsers say nothing.
 *
 * @param site header {@code Sec-Fetch-Site}
 * @param origin header {@code Origin}, which older browsers send in its place
 * @param host header {@code Host}
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
record RequestOrigin(@Nullable String site, @Nullable String origin, @Nullable String host) {

  /** None is a person who types an address or follows a bookmark. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  static RequestOrigin of(HttpHeaders headers) {
    return new RequestOrigin(
        headers.getHeaderString("Sec-Fetch-Site"),
        headers.getHeaderString("Origin"),
        headers.getHeaderString(HttpHeaders.HOST));
  }

  /** Whether a page of the console, or no page at all, is behind the request. */
  boolean isOwn() {
    if (site != null) {
      return OWN_SITES.contains(site);
    }
    return origin == null || origin.equals("http://" + host) || origin.equals("https://" + host);
  }
}
