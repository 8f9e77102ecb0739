package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

/** The ledger in PostgreSQL under the contract. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class PostgresUsageLedgerTest extends UsageLedgerContract {

  @Inject UsageLedger ledger;
  @Inject People people;
  @Inject KeyRegistry keys;

  @Override
  UsageLedger ledger() {
    return ledger;
  }

  @Override
  OrgId organisation() {
    return new TestOrganisation(people, keys).id();
  }
}
