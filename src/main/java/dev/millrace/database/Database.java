package dev.millrace.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The door to PostgreSQL: runs reactive queries for callers that simply want the result. */
@ApplicationScoped
public class Database {

  private final Pool pool;

  Database(Pool pool) {
    this.pool = pool;
  }

  /**
   * Runs the work in a transaction and waits for it: committed when this returns, rolled back when
   * it throws. Not to be called on an event loop.
   *
   * @param work makes the queries; called on an event loop, so it must not block
   * @throws DatabaseUnavailableException if the database is out of reach, or is lost before the
   *     commit is acknowledged: then it may have happened or not
   */
  public <T extends @Nullable Object> T inTransaction(Supplier<Uni<T>> work) {
    return awaited(() -> Panache.withTransaction(work));
  }

  /**
   * Like {@link #inTransaction}, for statements in SQL on a connection of their own.
   *
   * @param work runs the statements; called on an event loop, so it must not block
   * @throws DatabaseUnavailableException as {@link #inTransaction} does
   */
  public <T extends @Nullable Object> T inSqlTransaction(Function<SqlConnection, Uni<T>> work) {
    return awaited(() -> pool.withTransaction(work));
  }

  private static <T extends @Nullable Object> T awaited(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  private static RuntimeException thrown(Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (LostConnection.isBehind(cause)) {
      return new DatabaseUnavailableException("the database is out of reach", cause);
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException("a query failed: " + cause.getMessage(), cause);
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? unwrapped(cause) : failure;
  }
}
