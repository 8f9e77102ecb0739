package dev.millrace.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Where tools send. */
@ApplicationScoped
class Endpoint {

  private final ConsoleConfig config;

  Endpoint(ConsoleConfig config) {
    this.config = config;
  }

  /**
   * The address, without a slash at the end.
   *
   * @param at where the console was asked, which is where tools send unless the operator says so
   */
  String url(UriInfo at) {
    String url = config.ingestUrl().orElseGet(() -> own(at)).toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private URI own(UriInfo at) {
    return config.behindTls()
        ? UriBuilder.fromUri(at.getBaseUri()).scheme("https").build()
        : at.getBaseUri();
  }
}
