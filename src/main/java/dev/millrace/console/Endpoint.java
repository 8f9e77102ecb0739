package dev.millrace.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;

/** Where tools send. */
@ApplicationScoped
class Endpoint {

  private final ConsoleConfig config;
  private final OwnAddress own;

  Endpoint(ConsoleConfig config, OwnAddress own) {
    this.config = config;
    this.own = own;
  }

  /**
   * The address, without a slash at the end.
   *
   * @param at where the console was asked, which is where tools send unless the operator says so
   */
  String url(UriInfo at) {
    String url = config.ingestUrl().orElseGet(() -> own.of(at)).toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
