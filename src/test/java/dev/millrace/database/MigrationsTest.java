package dev.millrace.database;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** How a schema comes about and what is said when it does not. */
class MigrationsTest {

  private final TestDatabase database = TestDatabase.create();

  @Test
  void leavesMigratedSchemaAsItIs() {
    assertThatNoException().isThrownBy(migrations(database.jdbcUrl())::run);
  }

  @Test
  void saysWhichDatabaseIsOutOfReach() {
    String url = new TestDatabase(database.server(), "nowhere").jdbcUrl();

    assertThatThrownBy(migrations(url)::run)
        .isInstanceOf(MigrationException.class)
        .hasMessageStartingWith("the schema of " + url + " could not be brought up to date: ");
  }

  @Test
  void saysWhichScriptIsNotTheOneThatRan() {
    database.execute("update flyway_schema_history set checksum = 0");

    assertThatThrownBy(migrations(database.jdbcUrl())::run)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("Validate failed");
  }

  private static Migrations migrations(String url) {
    return new Migrations(url, TestDatabase.USER, TestDatabase.PASSWORD);
  }
}
