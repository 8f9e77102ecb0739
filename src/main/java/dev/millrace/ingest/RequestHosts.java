package dev.millrace.ingest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests in that name one host, from which all that comes after this builds addresses,
 * and say once where they end. A request by HTTP/1.0 need not name a host, and is given the address
 * that it came to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, section 3.2</a>
 */
@ApplicationScoped
class RequestHosts {

  /** Before every other filter. */
  private static final int FIRST = 400;

  private static final int BAD_REQUEST = 400;
  private static final String NO_PATH = "the path of a request begins with a slash\n";
  private static final String TWO_ENDS =
      "the request has both Content-Length and Transfer-Encoding\n";
  private static final String WHY = "the request has to name one host in its header Host\n";
  private static final Pattern HOST =
      Pattern.compile("([0-9A-Za-z._~-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{0,5})?");

  void register(@Observes Filters filters) {
    filters.register(RequestHosts::check, FIRST);
  }

  /** What the framework finds wrong with a head before any filter is no fault to be logged. */
  void register(@Observes Router router) {
    router.route().order(-FIRST).failureHandler(RequestHosts::refuseUnroutable);
  }

  private static void refuseUnroutable(RoutingContext context) {
    if (context.statusCode() == BAD_REQUEST && context.failure() instanceof VertxException) {
      String path = context.request().path();
      refuse(context, path == null || path.isEmpty() ? NO_PATH : WHY);
    } else {
      context.next();
    }
  }

  private static void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    boolean isUnnamed =
        (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0)
            || (hosts.equals(List.of("")) && request.version() != HttpVersion.HTTP_2);
    // A function's gateway tells each body by both, and has no connection to hide anything behind.
    if (Connections.isDirect(request)
        && request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        && request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      refuse(context, TWO_ENDS);
    } else if (isUnnamed) {
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
    } else {
      refuse(context, WHY);
    }
  }

  private static void refuse(RoutingContext context, String why) {
    HttpServerResponse response = context.response();
    response
        .setStatusCode(BAD_REQUEST)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(why.length()));
    if (!Connections.isDirect(context.request())) {
      response.end(why);
      return;
    }
    response
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        // Not ended, so that what comes behind it on the connection is not looked at.
        .write(why)
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
