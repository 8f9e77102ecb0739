package dev.millrace.keys;

import dev.millrace.KeyId;
import java.util.Optional;

/** Where verifiers are looked up. */
public interface KeyDirectory {

  /**
   * The verifier of the key; empty if there is no such key.
   *
   * @throws dev.millrace.store.StoreUnavailableException if that cannot be told now
   */
  Optional<Verifier> find(KeyId id);
}
