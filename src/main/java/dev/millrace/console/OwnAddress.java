package dev.millrace.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Where the console itself is, as browsers see it. */
@ApplicationScoped
class OwnAddress {

  private final ConsoleConfig config;

  OwnAddress(ConsoleConfig config) {
    this.config = config;
  }

  /** The address that was asked, or that of the proxy in front; with a slash at the end. */
  URI of(UriInfo at) {
    return config.address().orElseGet(() -> asked(at));
  }

  private URI asked(UriInfo at) {
    return config.behindTls()
        ? UriBuilder.fromUri(at.getBaseUri()).scheme("https").build()
        : at.getBaseUri();
  }
}
