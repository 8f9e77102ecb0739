package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.database.PostgresResource;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.landing.Landing;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.store.StoredObject;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of an organisation that was removed, and of one that was not. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class OrganizationRemovalTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @Inject OrganizationRemoval removal;
  @Inject Rollup rollup;
  @Inject RollupRuns runs;
  @Inject ErasureRuns erasures;
  @Inject Landing landing;
  @Inject Deliveries deliveries;
  @Inject UsageLedger ledger;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore store;

  private OrgId org;
  private OrgId other;

  @BeforeEach
  void enrol() {
    org = enrolled();
    other = enrolled();
  }

  @Test
  void leavesNoObjectAndNoRow() {
    List<String> before = objectsOf(org);
    assertThat(before).hasSizeGreaterThan(5).anyMatch(key -> key.startsWith("keys/"));

    assertThat(removal.remove(org)).isEqualTo(objectsOf(other).size() - 1);

    assertThat(before).allMatch(key -> store.get(key).isEmpty());
    assertThat(people.organisations()).doesNotContain(org);
    assertThat(keys.list(org)).isEmpty();
    assertThat(people.members(org)).isEmpty();
    assertThat(runs.latest(org, 9)).isEmpty();
    assertThat(erasures.latest(org, 9)).isEmpty();
    assertThat(ledger.usage(org, DAY, DAY, Set.of())).isEmpty();
  }

  @Test
  void leavesOthersAlone() {
    List<String> before = objectsOf(other);

    removal.remove(org);

    assertThat(objectsOf(other)).isEqualTo(before);
    assertThat(keys.list(other)).allMatch(key -> key.revokedAt() == null);
    assertThat(ledger.usage(other, DAY, DAY, Set.of())).isNotEmpty();
  }

  @Test
  void isTakenUpWhereItBrokeOffAndKeysAreNoLongerGoodByThen() {
    BreakableStore breakable = (BreakableStore) store;
    breakable.breakDown("usage/");
    assertThatThrownBy(() -> removal.remove(org)).isInstanceOf(StoreUnavailableException.class);
    breakable.repair();
    assertThat(keys.list(org)).isNotEmpty().allMatch(key -> key.revokedAt() != null);

    removal.remove(org);

    assertThat(objectsOf(org)).isEmpty();
    assertThat(people.organisations()).doesNotContain(org);
  }

  @Test
  void takesWhatCameInAfterItWasRemoved() {
    KeyId key = keys.list(org).get(0).id();
    removal.remove(org);
    new Arrivals(landing, org, key).tokens(DAY, "2026-11-20T12:00:00Z", 2);

    assertThat(removal.remove(org)).isEqualTo(1);
    assertThat(removal.remove(org)).isZero();
  }

  private OrgId enrolled() {
    TestOrganisation organisation = new TestOrganisation(people, keys);
    OrgId id = organisation.id();
    KeyId key =
        Token.parse(organisation.personalToken("ada@example.com", Scope.OTEL_WRITE))
            .orElseThrow()
            .id();
    deliveries.accepted(new Deliveries.Source(id, key, Signal.METRICS), 1, 1, 0, Map.of(), null);
    new Arrivals(landing, id, key).tokens(DAY, "2026-11-20T10:00:00Z", 1);
    rollup.run(new Partition(id, DAY), RollupExtent.NEW);
    runs.requested(new Partition(id, DAY), "a test");
    erasures.requested(id, "a test");
    return id;
  }

  /** Its keys' too. */
  private List<String> objectsOf(OrgId of) {
    Stream<String> published = keys.list(of).stream().map(key -> "keys/" + key.id() + ".json");
    try (Stream<StoredObject> listed = store.list("")) {
      List<String> own =
          listed.map(StoredObject::key).filter(key -> key.contains("org=" + of + "/")).toList();
      return Stream.concat(published, own.stream()).toList();
    }
  }
}
