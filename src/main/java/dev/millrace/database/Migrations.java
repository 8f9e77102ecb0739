package dev.millrace.database;

import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema of a database up to date, by the scripts under {@code db/migration}.
 *
 * @param url JDBC address
 */
public record Migrations(String url, String user, String password) {

  /** Those of the application's own database. */
  public static Migrations of(Config config) {
    String url =
        "jdbc:"
            + config
                .getValue("quarkus.datasource.reactive.url", String.class)
                .replaceFirst("^vertx-reactive:", "");
    return new Migrations(
        config
            .getOptionalValue("millrace.database.ca", String.class)
            .map(Authority::of)
            .map(authority -> authority.vouchFor(url))
            .orElse(url),
        config.getOptionalValue("quarkus.datasource.username", String.class).orElse(""),
        config.getOptionalValue("quarkus.datasource.password", String.class).orElse(""));
  }

  /**
   * Runs what has not been run yet; two callers at once wait for each other.
   *
   * @throws MigrationException if the database is out of reach or a script fails
   */
  public void run() {
    try {
      Flyway.configure()
          .dataSource(url, user, password)
          .locations("classpath:db/migration")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new MigrationException(
          "the schema of " + url + " could not be brought up to date: " + firstLine(e), e);
    }
  }

  private static String firstLine(FlywayException e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("no reason given");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Migrations[" + url + ", " + user + "]";
  }
}
