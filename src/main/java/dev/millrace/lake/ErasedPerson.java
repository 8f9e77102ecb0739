package dev.millrace.lake;

import dev.millrace.KeyId;
import dev.millrace.PersonNames;
import java.util.Set;

/**
 * Whose rows are to go: those that the person's keys brought, and those on which one of their names
 * stands.
 *
 * @param keys the person's personal keys
 */
public record ErasedPerson(Set<KeyId> keys, PersonNames names) {

  public ErasedPerson {
    keys = Set.copyOf(keys);
  }
}
