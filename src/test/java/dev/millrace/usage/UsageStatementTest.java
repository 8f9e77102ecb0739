package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.OrgId;
import dev.millrace.database.Database;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** How PostgreSQL goes about the statement that pages and the API live on. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class UsageStatementTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @Inject UsageLedger ledger;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject Database database;
  @Inject Clock clock;

  /** Without statistics, as after a first rollup, it takes hardly any groups to be there. */
  @Test
  void addsUpAndLooksPeopleUpOnceEvenWhereItKnowsNothingOfTheTable() {
    OrgId org = new TestOrganisation(people, keys).id();
    ledger.replace(
        org, DAY, new GeneratedOrganisation(50).usage(DAY), new Computed(clock.instant(), DAY));
    UsageStatement statement =
        new UsageStatement(
            UsageSelection.all(org, DAY, DAY),
            List.of(Set.of(), Set.of(Dimension.DATE), Set.of(Dimension.PERSON)));

    List<String> plan = plan(statement);

    assertThat(plan)
        .filteredOn(line -> line.contains("Aggregate") || line.contains("Scan on people"))
        .isNotEmpty()
        .allMatch(line -> line.contains("loops=1)"));
  }

  private List<String> plan(UsageStatement statement) {
    RowSet<Row> lines =
        database.inSqlTransaction(
            connection ->
                SelectedRows.query(
                    connection, "explain (analyze) " + statement.sql(), statement.parameters()));
    return StreamSupport.stream(lines.spliterator(), false).map(row -> row.getString(0)).toList();
  }
}
