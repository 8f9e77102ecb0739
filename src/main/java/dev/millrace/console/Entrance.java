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

/**
 * Who may enter: whoever has a good key with the scope {@code admin}, the organisation's own or the
 * personal one of an owner; and as long as that is so.
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

  /** Judges again the key that somebody has signed in with. */
  KeyVerdict judge(KeyId key) {
    return asOwners(keys.recheck(key));
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
    String member = key.owner();
    if (member != null && !isOwner(key.org(), member)) {
      return new KeyVerdict.Refused(
          "this is the key of a member who is no owner; ask an owner to make you one");
    }
    return verdict;
  }

  private boolean isOwner(OrgId org, String member) {
    return people.find(org, member).filter(found -> found.role() == Role.OWNER).isPresent();
  }
}
