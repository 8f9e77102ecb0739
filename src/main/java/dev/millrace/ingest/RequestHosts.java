package dev.millrace.ingest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests in that name one host: all that comes after this builds addresses from it. A
 * request by HTTP/1.0 need not name one, and is given the address that it came to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, section 3.2</a>
 */
@ApplicationScoped
class RequestHosts {

  /** Before every other filter. */
  private static final int FIRST = 400;

  private static final int BAD_REQUEST = 400;
  private static final String WHY = "the request has to name one host in its header Host\n";
  private static final Pattern HOST =
      Pattern.compile("([0-9A-Za-z._~-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{0,5})?");

  void register(@Observes Filters filters) {
    filters.register(RequestHosts::check, FIRST);
  }

  private static void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    boolean isUnnamed =
        (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0)
            || (hosts.equals(List.of("")) && request.version() != HttpVersion.HTTP_2);
    if (isUnnamed) {
      request.headers().set(HttpHeaders.HOST, ownAddress(request.localAddress()));
      context.next();
    } else if (request.version() == HttpVersion.HTTP_2) {
      proceedIf(request.authority() != null && hosts.size() <= 1, context);
    } else {
      proceedIf(hosts.size() == 1 && HOST.matcher(hosts.get(0)).matches(), context);
    }
  }

  private static void proceedIf(boolean isGood, RoutingContext context) {
    if (isGood) {
      context.next();
      return;
    }
    context
        .response()
        .setStatusCode(BAD_REQUEST)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(WHY.length()))
        // Not ended, so that what comes behind it on the connection is not looked at.
        .write(WHY)
        .onComplete(sent -> context.request().connection().close());
  }

  private static String ownAddress(@Nullable SocketAddress address) {
    if (address == null || address.host() == null) {
      return "localhost";
    }
    String host = address.hostAddress() == null ? address.host() : address.hostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.port();
  }
}
