package dev.millrace.keys;

import dev.millrace.KeyId;
import dev.millrace.OutageLog;
import dev.millrace.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells from a request's Authorization header whose key it carries and whether the key is good. */
@ApplicationScoped
public class KeyCheck {

  private final KeyDirectory directory;
  private final Clock clock;
  private final OutageLog outages;

  @Inject
  KeyCheck(PublishedKeys published, Clock clock, KeysConfig config) {
    this(new CachedKeys(published, clock, config.cache()), clock);
  }

  KeyCheck(KeyDirectory directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
    this.outages = new OutageLog(clock);
  }

  /** Whether the header holds what may be a key, without a look at which keys there are. */
  public static boolean isPlausible(@Nullable String authorization) {
    return Credentials.token(authorization).isPresent();
  }

  /**
   * Checks the key.
   *
   * @param authorization value of the Authorization header; null if there is none
   */
  public KeyVerdict check(@Nullable String authorization) {
    Optional<Token> token = Credentials.token(authorization);
    if (token.isEmpty()) {
      return refused(Credentials.mistake(authorization));
    }
    return check(token.get().id(), verifier -> verifier.matches(token.get()));
  }

  /** Checks a key again whose token was found good before: whether it still is. */
  public KeyVerdict recheck(KeyId id) {
    return check(id, known -> true);
  }

  private KeyVerdict check(KeyId id, Predicate<Verifier> own) {
    try {
      return directory
          .find(id)
          .filter(own)
          .map(this::judged)
          .orElseGet(
              () -> refused("there is no such API key; ask an owner of your organisation for one"));
    } catch (StoreUnavailableException e) {
      outages.report("published keys cannot be read", e);
      return new KeyVerdict.Unavailable();
    }
  }

  private KeyVerdict judged(Verifier key) {
    if (key.revoked()) {
      return new KeyVerdict.Refused(
          "the API key " + key.id() + " was revoked; ask an owner for another", key);
    }
    if (key.expired(clock.instant())) {
      return new KeyVerdict.Refused(
          "the API key " + key.id() + " has expired; ask an owner for another", key);
    }
    return new KeyVerdict.Accepted(key);
  }

  private static KeyVerdict refused(String why) {
    return new KeyVerdict.Refused(why);
  }
}
