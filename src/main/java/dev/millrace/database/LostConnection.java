package dev.millrace.database;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Tells a database that is out of reach from a query that failed.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL, "Error
 *     Codes"</a>
 */
final class LostConnection {

  /**
   * Shut down by its operator, crashed, still starting; too many connections; a password that is
   * being changed.
   */
  private static final Set<String> NOT_NOW = Set.of("57P01", "57P02", "57P03", "53300", "28P01");

  /** Class 08, "Connection Exception". */
  private static final String CONNECTION_CLASS = "08";

  private LostConnection() {}

  static boolean isBehind(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(LostConnection::isOne);
  }

  /**
   * The pool says "Timeout" by an untyped throwable, which nothing else in a query throws, and a
   * connection that its handshake failed, or that it closed, by an exception of Vert.x' own.
   */
  private static boolean isOne(Throwable cause) {
    return cause instanceof SocketException
        || cause instanceof UnknownHostException
        || cause instanceof SSLException
        || cause.getClass() == VertxException.class
        || cause instanceof ClosedChannelException
        || cause instanceof ClosedConnectionException
        || cause instanceof NoStackTraceThrowable
        || cause instanceof PgException refused && isNotNow(refused);
  }

  private static boolean isNotNow(PgException refused) {
    String state = refused.getSqlState();
    return state != null && (NOT_NOW.contains(state) || state.startsWith(CONNECTION_CLASS));
  }
}
