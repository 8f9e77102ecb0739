package dev.millrace.console;

import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/**
 * What tests of pages have in common: an organisation of the test's own and its owner's browser.
 */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
abstract class ConsoleTest {

  @Inject People people;
  @Inject KeyRegistry keys;

  TestOrganisation organisation;
  Browser owner;

  @BeforeEach
  final void signIn() {
    organisation = new TestOrganisation(people, keys);
    owner = Browser.signedIn(organisation.token(Scope.ADMIN));
  }
}
