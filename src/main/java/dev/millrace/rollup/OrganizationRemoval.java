package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.ApiKey;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.PublishedKeys;
import dev.millrace.lake.LakeLayout;
import dev.millrace.landing.RawObject;
import dev.millrace.people.People;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes an organisation and all that is its.
 *
 * <p>Its keys are revoked first, so that nothing more lands, and its record goes last: one that
 * broke off is taken up by asking again. So is what came in while instances still believed a key,
 * for a minute, or what a rollup wrote that was at work meanwhile.
 */
@Singleton
class OrganizationRemoval {

  private final ObjectStore store;
  private final KeyRegistry keys;
  private final PublishedKeys published;
  private final People people;

  OrganizationRemoval(ObjectStore store, KeyRegistry keys, PublishedKeys published, People people) {
    this.store = store;
    this.keys = keys;
    this.published = published;
    this.people = people;
  }

  /**
   * Removes it; one that is not on record too, for what is left of it in the store.
   *
   * @return how many objects were deleted, besides those of its keys
   */
  long remove(OrgId org) {
    List<ApiKey> all = keys.list(org);
    all.forEach(key -> keys.revoke(org, key.id()));
    long deleted = prefixes(org).mapToLong(this::deleteAll).sum();
    all.forEach(key -> published.withdraw(key.id()));
    people.removeOrganisation(org);
    return deleted;
  }

  private static Stream<String> prefixes(OrgId org) {
    Stream<String> received = Stream.of(RawObject.prefix(org), Deliveries.prefix(org));
    return Stream.concat(received, LakeLayout.prefixes(org));
  }

  private long deleteAll(String prefix) {
    long deleted = 0;
    try (Stream<StoredObject> objects = store.list(prefix)) {
      for (Iterator<StoredObject> each = objects.iterator(); each.hasNext(); deleted++) {
        store.delete(each.next().key());
      }
    }
    return deleted;
  }
}
