package dev.millrace.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;

/** What a transaction keeps and what it throws; being out of reach is DatabaseLossTest's. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DatabaseTest {

  @Inject Database database;
  @Inject Pool pool;

  @Test
  void startsOnMigratedSchema() {
    long tables =
        pool.query(
                "select count(*) from information_schema.tables where table_name = 'usage_daily'")
            .executeAndAwait()
            .iterator()
            .next()
            .getLong(0);

    assertThat(tables).isEqualTo(1);
  }

  @Test
  void keepsWhatWorkWrote() {
    database.inTransaction(() -> persisted("kept"));

    assertThat(find("kept").id).isEqualTo("kept");
  }

  @Test
  void givesNullWhereWorkFindsNothing() {
    assertThat(find("nobody")).isNull();
  }

  @Test
  void keepsNothingOfWorkThatFails() {
    IllegalArgumentException failure = new IllegalArgumentException("not today");

    assertThatThrownBy(
            () ->
                database.inTransaction(
                    () -> persisted("undone").chain(() -> Uni.createFrom().failure(failure))))
        .isSameAs(failure);
    assertThat(find("undone")).isNull();
  }

  @Test
  void throwsViolationOfConstraintAsItIs() {
    database.inTransaction(() -> persisted("twice"));

    assertThatThrownBy(() -> database.inTransaction(() -> persisted("twice")))
        .isInstanceOf(ConstraintViolationException.class);
  }

  @Test
  void throwsWhatWorkThrowsBeforeItBegins() {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    () -> {
                      throw new IllegalStateException("no work");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no work");
  }

  @Test
  void reportsConnectionThatIsCutInTheMiddle() {
    assertThatThrownBy(() -> database.inTransaction(DatabaseTest::cutOwnConnection))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessage("the database is out of reach");
    database.inTransaction(() -> persisted("afterwards"));
  }

  private static Uni<Object> cutOwnConnection() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select cast(pg_terminate_backend(pg_backend_pid()) as text)")
                    .getSingleResult());
  }

  private static Uni<OrganisationRow> persisted(String id) {
    OrganisationRow row = new OrganisationRow(id);
    return Panache.getSession().chain(session -> session.persist(row)).replaceWith(row);
  }

  private OrganisationRow find(String id) {
    return database.inTransaction(
        () -> Panache.getSession().chain(session -> session.find(OrganisationRow.class, id)));
  }
}
