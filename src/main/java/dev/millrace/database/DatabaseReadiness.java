package dev.millrace.database;

import dev.millrace.HttpSide;
import dev.millrace.Readiness;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads from a table: the database is there, and its schema is ours. */
@Singleton
final class DatabaseReadiness implements Readiness {

  private final Database database;

  DatabaseReadiness(Database database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "database";
  }

  /** Exports are taken in without it. */
  @Override
  public boolean isNeededBy(HttpSide side) {
    return side != HttpSide.INGEST;
  }

  @Override
  public Optional<String> missing() {
    database.inSqlTransaction(
        connection -> connection.query("select 1 from organisation limit 1").execute());
    return Optional.empty();
  }
}
