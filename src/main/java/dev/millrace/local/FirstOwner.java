package dev.millrace.local;

import dev.millrace.OrgId;
import dev.millrace.keys.KeyOrder;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.people.People;
import jakarta.inject.Singleton;

/** Makes the organisation {@code local} and a key that may do everything in it. */
@Singleton
final class FirstOwner implements OwnerKey {

  private static final OrgId LOCAL = new OrgId("local");

  private final People people;
  private final KeyRegistry keys;

  FirstOwner(People people, KeyRegistry keys) {
    this.people = people;
    this.keys = keys;
  }

  @Override
  public String create() {
    people.createOrganisation(LOCAL, "Local");
    return keys.create(KeyOrder.owner(LOCAL)).token().text();
  }

  @Override
  public boolean isOnRecord() {
    return people.organisations().contains(LOCAL);
  }
}
