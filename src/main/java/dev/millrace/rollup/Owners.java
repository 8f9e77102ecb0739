package dev.millrace.rollup;

import dev.millrace.KeyId;
import dev.millrace.keys.PublishedKeys;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose the keys are that exports came with, during one run. Of a key that the store does not know
 * it must not be guessed from what the export says: a personal key's data belongs to its owner.
 */
final class Owners {

  private final PublishedKeys keys;
  private final Map<KeyId, Optional<Owner>> known = new ConcurrentHashMap<>();

  Owners(PublishedKeys keys) {
    this.keys = keys;
  }

  /**
   * Who has a key.
   *
   * @param email empty for an organisation's key
   */
  record Owner(Optional<String> email) {}

  /** Empty if the key is not known. */
  Optional<Owner> of(KeyId id) {
    return known.computeIfAbsent(
        id, key -> keys.find(key).map(found -> new Owner(Optional.ofNullable(found.owner()))));
  }
}
