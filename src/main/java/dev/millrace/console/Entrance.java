package dev.millrace.console;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.keys.KeyCheck;
import dev.millrace.keys.KeyVerdict;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Verifier;
import dev.millrace.people.People;
import dev.millrace.people.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ServiceUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Who may enter, and as long as that is so: whoever has a good key with the scope {@code admin},
 * the organisation's own or the personal one of an owner; and an owner whom the operator's OpenID
 * provider knows.
 */
@ApplicationScoped
class Entrance {

  private final KeyCheck keys;
  private final People people;

  Entrance(KeyCheck keys, People people) {
    this.keys = keys;
    this.people = people;
  }

  /** Judges a token that somebody signs in with. */
  KeyVerdict judge(String token) {
    return asOwners(keys.check("Bearer " + token.strip()));
  }

  /**
   * Whether somebody who has come in may stay.
   *
   * @throws ServiceUnavailableException if their key cannot be checked
   */
  boolean admits(Session session) {
    KeyId key = session.key();
    if (key == null) {
      return isOwner(session.org(), session.member());
    }
    KeyVerdict verdict = asOwners(keys.recheck(key));
    if (verdict instanceof KeyVerdict.Unavailable) {
      throw new ServiceUnavailableException();
    }
    return verdict instanceof KeyVerdict.Accepted;
  }

  /** Whether there is such a member, and they are an owner. */
  boolean isOwner(OrgId org, @Nullable String member) {
    return member != null
        && people.find(org, member).filter(found -> found.role() == Role.OWNER).isPresent();
  }

  private KeyVerdict asOwners(KeyVerdict verdict) {
    if (!(verdict instanceof KeyVerdict.Accepted accepted)) {
      return verdict;
    }
    Verifier key = accepted.key();
    if (!key.allows(Scope.ADMIN)) {
      return new KeyVerdict.Refused(
          "this key lacks the scope admin; the console is opened with an owner's key");
    }
    if (key.owner() != null && !isOwner(key.org(), key.owner())) {
      return new KeyVerdict.Refused(
          "this is the key of a member who is no owner; ask an owner to make you one");
    }
    return verdict;
  }
}
