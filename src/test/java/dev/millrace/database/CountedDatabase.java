package dev.millrace.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The database of applications under test: it counts how often it is asked. */
@Singleton
@Alternative
@Priority(1)
public class CountedDatabase extends Database {

  private final AtomicInteger transactions = new AtomicInteger();

  CountedDatabase(Pool pool) {
    super(pool);
  }

  /** How many transactions there have been. */
  public int transactions() {
    return transactions.get();
  }

  @Override
  public <T extends @Nullable Object> T inTransaction(Supplier<Uni<T>> work) {
    transactions.incrementAndGet();
    return super.inTransaction(work);
  }

  @Override
  public <T extends @Nullable Object> T inSqlTransaction(Function<SqlConnection, Uni<T>> work) {
    transactions.incrementAndGet();
    return super.inSqlTransaction(work);
  }
}
