package dev.millrace.console;

import dev.millrace.database.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Sessions that ended before their time, in every browser: somebody signed out. */
@ApplicationScoped
class EndedSessions {

  private static final String END =
      "insert into ended_session (id, org, ends_at) values ($1, $2, $3) on conflict do nothing";
  private static final String FORGET = "delete from ended_session where ends_at < $1";
  private static final String HOLDS = "select 1 from ended_session where id = $1";

  private final Database database;
  private final Clock clock;

  EndedSessions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Ends the session; those that would be over by now anyway are forgotten. */
  void end(Session session) {
    Tuple ended =
        Tuple.of(session.id(), session.org().value(), utc(session.since().plus(Sessions.LENGTH)));
    database.inSqlTransaction(
        connection ->
            connection
                .preparedQuery(END)
                .execute(ended)
                .chain(
                    () ->
                        connection.preparedQuery(FORGET).execute(Tuple.of(utc(clock.instant())))));
  }

  boolean hold(Session session) {
    return database.inSqlTransaction(
        connection ->
            connection
                .preparedQuery(HOLDS)
                .execute(Tuple.of(session.id()))
                .map(rows -> rows.size() > 0));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
