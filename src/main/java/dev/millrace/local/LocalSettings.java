package dev.millrace.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * What the local server has to know before the application is there to be asked.
 *
 * @param config as the application will see it
 */
record LocalSettings(Config config) {

  static final String DATA = "millrace.data";
  static final String DATABASE_URL = "quarkus.datasource.reactive.url";
  static final String DATABASE_USER = "quarkus.datasource.username";
  static final String DATABASE_PASSWORD = "quarkus.datasource.password";
  static final String RECONNECT_ATTEMPTS = "quarkus.datasource.reactive.reconnect-attempts";
  static final String RECONNECT_INTERVAL = "quarkus.datasource.reactive.reconnect-interval";

  /** Set where the server brings its own database; it then has to start it. */
  static final String OWN_DATABASE_PORT = "millrace.local.database-port";

  /** Set where rollups have processes of their own. */
  static final String ROLLUPS_APART = "millrace.local.rollups-apart";

  static final String SESSION_SECRET = "millrace.console.session-secret";

  private static final String LOG_LEVEL = "quarkus.log.category.\"dev.millrace\".level";

  Path data() {
    return Path.of(config.getValue(DATA, String.class));
  }

  /** Whether the operator has named a database; otherwise the server brings its own. */
  boolean hasDatabase() {
    return config.getOptionalValue(DATABASE_URL, String.class).isPresent();
  }

  /** Whether the operator has said what the console signs with; otherwise the server does. */
  boolean hasSessionSecret() {
    return config.getOptionalValue(SESSION_SECRET, String.class).isPresent();
  }

  /** Whether a failure at the start is wanted with its stack trace. */
  boolean debug() {
    return config
        .getOptionalValue(LOG_LEVEL, String.class)
        .filter(Set.of("DEBUG", "TRACE", "ALL")::contains)
        .isPresent();
  }

  /**
   * Looks before PostgreSQL is started for nothing.
   *
   * @throws CannotStartException if the port is taken or the address is not this machine's
   */
  void requireFreePort() {
    String host = config.getValue("quarkus.http.host", String.class);
    int port = config.getValue("quarkus.http.port", int.class);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new CannotStartException(
          "Cannot listen on %s:%d (%s): free the port, or name another one in MILLRACE_PORT or the address in MILLRACE_HOST."
              .formatted(host, port, e.getMessage()),
          e);
    }
  }
}
