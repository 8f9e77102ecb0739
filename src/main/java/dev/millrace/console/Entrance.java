package dev.millrace.console;

import dev.millrace.KeyId;
import dev.millrace.keys.KeyCheck;
import dev.millrace.keys.KeyVerdict;
import dev.millrace.people.Ownership;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ServiceUnavailableException;

/**
 * Who may enter, and as long as that is so: whoever has a good key with the scope {@code admin},
 * the organisation's own or the personal one of an owner; and an owner whom the operator's OpenID
 * provider knows.
 */
@ApplicationScoped
class Entrance {

  private final KeyCheck keys;
  private final Ownership ownership;
  private final EndedSessions ended;

  Entrance(KeyCheck keys, Ownership ownership, EndedSessions ended) {
    this.ended = ended;
    this.keys = keys;
    this.ownership = ownership;
  }

  /** Judges a token that somebody signs in with. */
  KeyVerdict judge(String token) {
    String header = "Bearer " + token.strip();
    return KeyCheck.isPlausible(header)
        ? asOwners(keys.check(header))
        : new KeyVerdict.Refused(
            "That is not a Millrace key. It starts with mro_ or mrp_ and has to be pasted whole");
  }

  /**
   * Whether somebody who has come in may stay.
   *
   * @throws ServiceUnavailableException if their key cannot be checked
   */
  boolean admits(Session session) {
    if (ended.hold(session)) {
      return false;
    }
    KeyId key = session.key();
    if (key == null) {
      return ownership.isOwner(session.org(), session.member());
    }
    KeyVerdict verdict = asOwners(keys.recheck(key));
    if (verdict instanceof KeyVerdict.Unavailable) {
      throw new ServiceUnavailableException();
    }
    return verdict instanceof KeyVerdict.Accepted;
  }

  private KeyVerdict asOwners(KeyVerdict verdict) {
    if (!(verdict instanceof KeyVerdict.Accepted accepted)) {
      return verdict;
    }
    return ownership
        .refusal(accepted.key())
        .<KeyVerdict>map(why -> new KeyVerdict.Refused(why + "; the console is for owners"))
        .orElse(verdict);
  }
}
