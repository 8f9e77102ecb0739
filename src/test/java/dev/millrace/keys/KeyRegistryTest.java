package dev.millrace.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.database.Database;
import dev.millrace.database.PostgresResource;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The record of keys and its published copies, and how they come together again. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class KeyRegistryTest {

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject KeyRegistry.Rows rows;
  @Inject PublishedKeys published;
  @Inject Database database;
  @Inject ObjectMapper json;
  @Inject ObjectStore objects;
  @Inject Clock clock;

  private BreakableStore store;
  private OrgId org;

  @BeforeEach
  void enrol() {
    store = (BreakableStore) objects;
    org = new TestOrganisation(people, keys).id();
    keys.publishAll();
  }

  @AfterEach
  void repair() {
    store.repair();
  }

  @Test
  void publishesWhatItRecords() {
    KeyRegistry.Issued issued = keys.create(order("ada@example.com", null));

    Verifier verifier = published.find(issued.key().id()).orElseThrow();

    assertThat(keys.find(org, issued.key().id())).contains(issued.key());
    assertThat(verifier.matches(issued.token())).isTrue();
    assertThat(verifier.owner()).isEqualTo("ada@example.com");
    assertThat(verifier.scopes()).containsExactly(Scope.OTEL_WRITE);
  }

  @Test
  void publishesNothingThatCouldNotBeRecorded() {
    int before = store.puts();
    KeyOrder order =
        new KeyOrder(
            new OrgId("no-such-organisation"), "a", null, Set.of(Scope.ADMIN), null, "a test");

    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> keys.create(order));

    assertThat(store.puts()).isEqualTo(before);
  }

  @Test
  void keepsKeyThatCouldNotBePublishedAndPublishesItLater() {
    store.breakDown("keys/");
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> keys.create(order(null, null)));
    store.repair();
    KeyId id = keys.list(org).get(0).id();
    assertThat(published.find(id)).isEmpty();

    keys.publishAll();

    assertThat(published.find(id)).isPresent();
  }

  @Test
  void publishesAgainWhatWasDamaged() {
    KeyId id = keys.create(order(null, null)).key().id();
    Verifier verifier = published.find(id).orElseThrow();
    store.put("keys/" + id + ".json", new byte[] {'{'});

    keys.publishAll();

    assertThat(published.find(id)).contains(verifier);
  }

  @Test
  void publishesRevocation() {
    KeyId id = keys.create(order(null, null)).key().id();

    assertThat(keys.revoke(org, id)).isTrue();

    assertThat(published.find(id).orElseThrow().revoked()).isTrue();
    assertThat(keys.find(org, id).orElseThrow().revokedAt()).isEqualTo(clock.instant());
  }

  @Test
  void publishesRevocationThatFailedWhenItIsRepeated() {
    KeyId id = keys.create(order(null, null)).key().id();
    store.breakDown("keys/");
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> keys.revoke(org, id));
    store.repair();
    assertThat(published.find(id).orElseThrow().revoked()).isFalse();

    keys.revoke(org, id);

    assertThat(published.find(id).orElseThrow().revoked()).isTrue();
  }

  @Test
  void revokesNoKeyOfAnotherOrganisation() {
    KeyId id = keys.create(order(null, null)).key().id();
    OrgId other = new TestOrganisation(people, keys).id();

    assertThat(keys.revoke(other, id)).isFalse();
    assertThat(keys.find(other, id)).isEmpty();
    assertThat(published.find(id).orElseThrow().revoked()).isFalse();
  }

  @Test
  void revokesEveryKeyOfMemberAndNoOther() {
    KeyId adas = keys.create(order("ada@example.com", null)).key().id();
    KeyId adasSecond = keys.create(order("ada@example.com", null)).key().id();
    keys.create(order("bob@example.com", null));
    keys.create(order(null, null));

    keys.revokeAllOf(org, "ada@example.com");

    assertThat(keys.list(org))
        .filteredOn(key -> key.revokedAt() != null)
        .extracting(ApiKey::id)
        .containsExactlyInAnyOrder(adas, adasSecond);
    assertThat(published.find(adasSecond).orElseThrow().revoked()).isTrue();
  }

  @Test
  void publishesAgainOnlyWhatDiffers() {
    KeyId lost =
        keys.create(order(null, Instant.parse("2027-01-01T00:00:00.123456789Z"))).key().id();
    KeyId kept = keys.create(order(null, null)).key().id();
    int before = store.puts();
    keys.publishAll();
    assertThat(store.puts()).isEqualTo(before);

    store.delete("keys/" + lost + ".json");
    keys.publishAll();

    assertThat(store.puts()).isEqualTo(before + 1);
    assertThat(published.find(lost)).isPresent();
    assertThat(published.find(kept)).isPresent();
  }

  @Test
  void leavesKeyRevokedThatIsRevokedWhileAllArePublished() {
    KeyId id = keys.create(order(null, null)).key().id();
    PublishedKeys revoking =
        new PublishedKeys(objects, json) {
          @Override
          boolean holds(Verifier verifier) {
            keys.revoke(org, id);
            return super.holds(verifier);
          }
        };

    new KeyRegistry(database, rows, revoking, clock).publishAll();

    assertThat(published.find(id).orElseThrow().revoked()).isTrue();
  }

  @Test
  void listsEveryKey() {
    List<KeyId> made =
        List.of(
            keys.create(order(null, null)).key().id(), keys.create(order(null, null)).key().id());

    assertThat(keys.list(org)).extracting(ApiKey::id).containsExactlyInAnyOrderElementsOf(made);
  }

  private KeyOrder order(@Nullable String member, @Nullable Instant expiresAt) {
    return new KeyOrder(org, "a test's", member, Set.of(Scope.OTEL_WRITE), expiresAt, "a test");
  }
}
