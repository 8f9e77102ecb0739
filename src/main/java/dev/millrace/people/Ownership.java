package dev.millrace.people;

import dev.millrace.OrgId;
import dev.millrace.keys.KeyOrder;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Verifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who manages an organisation: its own keys with the scope {@code admin}, and owners. The personal
 * key of a member manages while that member is an owner, and no longer: every door asks here, on
 * every request.
 */
@ApplicationScoped
public class Ownership {

  private final People people;

  Ownership(People people) {
    this.people = people;
  }

  /** Whether there is such a member, and they are an owner. */
  public boolean isOwner(OrgId org, @Nullable String member) {
    return member != null
        && people.find(org, member).filter(found -> found.role() == Role.OWNER).isPresent();
  }

  /** Why the key does not manage its organisation; empty if it does. */
  public Optional<String> refusal(Verifier key) {
    if (!key.allows(Scope.ADMIN)) {
      return Optional.of("the API key lacks the scope " + Scope.ADMIN);
    }
    return key.owner() == null || isOwner(key.org(), key.owner())
        ? Optional.empty()
        : Optional.of(
            "this is the key of a member who is no owner; the scope admin of a personal key is"
                + " good while its member is an owner");
  }

  /**
   * Checks that a key which is to be made can do what its scopes say.
   *
   * @throws IllegalArgumentException if it is to manage and is for a member who is no owner
   */
  public void check(KeyOrder order) {
    if (order.scopes().contains(Scope.ADMIN)
        && order.member() != null
        && !isOwner(order.org(), order.member())) {
      throw new IllegalArgumentException(
          "only an owner's personal key has the scope admin, but "
              + order.member()
              + " is no owner");
    }
  }
}
