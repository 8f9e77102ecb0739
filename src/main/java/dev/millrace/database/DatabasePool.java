package dev.millrace.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The connection pool, with an end to waiting: Quarkus has no settings for the time a connection
 * may take, and without one a caller waits for ever. Servers are verified here, by one setting for
 * this client and for that of the migrations.
 */
@Singleton
final class DatabasePool implements PgPoolCreator {

  private final int connectWithinMillis;
  private final Optional<Authority> authority;

  DatabasePool(DatabaseConfig config) {
    this.connectWithinMillis = Math.toIntExact(config.connectWithin().toMillis());
    this.authority = config.ca().map(Authority::of);
  }

  @Override
  public Pool create(Input input) {
    List<PgConnectOptions> servers = input.pgConnectOptionsList();
    servers.forEach(server -> server.setConnectTimeout(connectWithinMillis));
    authority.ifPresent(known -> servers.forEach(known::vouchFor));
    PoolOptions options =
        input
            .poolOptions()
            .setConnectionTimeout(connectWithinMillis)
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    return PgBuilder.pool()
        .with(options)
        .connectingTo(List.<SqlConnectOptions>copyOf(servers))
        .using(input.vertx())
        .build();
  }
}
