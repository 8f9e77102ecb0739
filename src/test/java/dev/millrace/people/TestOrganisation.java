package dev.millrace.people;

import dev.millrace.OrgId;
import dev.millrace.keys.KeyOrder;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organisation of a test's own, and keys of it. */
public final class TestOrganisation {

  private final OrgId id = new OrgId("test-" + UUID.randomUUID());
  private final People people;
  private final KeyRegistry keys;

  public TestOrganisation(People people, KeyRegistry keys) {
    this.people = people;
    this.keys = keys;
    people.createOrganisation(id, "Test");
  }

  public OrgId id() {
    return id;
  }

  /** The token of a new key of the organisation. */
  public String token(Scope... scopes) {
    return keys.create(order(null, scopes)).token().text();
  }

  /** The token of a new personal key of a new member, an owner if it manages. */
  public String personalToken(String email, Scope... scopes) {
    boolean manages = Set.of(scopes).contains(Scope.ADMIN);
    people.put(id, List.of(new Member(email, "", "", manages ? Role.OWNER : Role.MEMBER)));
    return keys.create(order(email, scopes)).token().text();
  }

  private KeyOrder order(@Nullable String member, Scope... scopes) {
    return new KeyOrder(id, "a test's", member, Set.of(scopes), null, "operator");
  }
}
