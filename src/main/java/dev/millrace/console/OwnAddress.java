package dev.millrace.console;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/**
 * Where the console itself is, as browsers see it. A {@code Host} that anybody may send is not
 * believed: the address stands in settings that people copy.
 */
@ApplicationScoped
class OwnAddress {

  private static final String THIS_MACHINE = "localhost";

  private final ConsoleConfig config;
  private final CurrentVertxRequest connection;

  OwnAddress(ConsoleConfig config, CurrentVertxRequest connection) {
    this.config = config;
    this.connection = connection;
  }

  /** The address, with a slash at the end. */
  URI of(UriInfo at) {
    return config
        .address()
        .map(OwnAddress::withSlash)
        .orElseGet(() -> config.behindTls() ? ofProxy(at) : ofConnection(at));
  }

  /** What ends HTTPS says which host was asked for: on functions the platform. */
  private static URI ofProxy(UriInfo at) {
    return UriBuilder.fromUri(at.getBaseUri()).scheme("https").build();
  }

  /** Where the connection ended, which is where whoever asks has come to. */
  private URI ofConnection(UriInfo at) {
    HttpServerRequest request = connection.getCurrent().request();
    SocketAddress local = request.localAddress();
    boolean ownName =
        THIS_MACHINE.equals(at.getBaseUri().getHost())
            && request.remoteAddress().hostAddress().equals(local.hostAddress());
    String host =
        local.hostAddress().contains(":") ? "[" + local.hostAddress() + "]" : local.hostAddress();
    return UriBuilder.fromUri(at.getBaseUri())
        .host(ownName ? THIS_MACHINE : host)
        .port(local.port())
        .build();
  }

  static boolean isSecure(URI address) {
    return "https".equals(address.getScheme());
  }

  private static URI withSlash(URI address) {
    return address.toString().endsWith("/") ? address : URI.create(address + "/");
  }
}
