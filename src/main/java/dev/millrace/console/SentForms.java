package dev.millrace.console;

import dev.millrace.OrgId;
import dev.millrace.database.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Which forms were sent: each has a number, and does what it does once. */
@ApplicationScoped
class SentForms {

  private static final String CLAIM =
      "insert into sent_form (org, number, sent_at, location) values ($1, $2, $3, '')"
          + " on conflict do nothing";
  private static final String LOCATION =
      "select location from sent_form where org = $1 and number = $2";
  private static final String LED_TO =
      "update sent_form set location = $3 where org = $1 and number = $2";
  private static final String FORGET = "delete from sent_form where sent_at < $1";

  private final Database database;
  private final Clock clock;

  SentForms(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Notes that the form is sent.
   *
   * @return where it led when it was sent before, empty if that is not known; or else nothing
   */
  Optional<String> sent(OrgId org, String number) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    return database.inSqlTransaction(
        connection ->
            connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(now.minus(Sessions.LENGTH)))
                .chain(
                    () ->
                        connection.preparedQuery(CLAIM).execute(Tuple.of(org.value(), number, now)))
                .chain(
                    claimed ->
                        connection
                            .preparedQuery(LOCATION)
                            .execute(Tuple.of(org.value(), number))
                            .map(
                                rows ->
                                    claimed.rowCount() == 1
                                        ? Optional.<String>empty()
                                        : Optional.of(rows.iterator().next().getString(0)))));
  }

  /** Notes where the form led. */
  void ledTo(OrgId org, String number, String location) {
    database.inSqlTransaction(
        connection ->
            connection.preparedQuery(LED_TO).execute(Tuple.of(org.value(), number, location)));
  }
}
