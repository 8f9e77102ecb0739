package dev.millrace.keys;

import dev.millrace.KeyId;
import dev.millrace.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells from a request's Authorization header whose key it carries and whether the key is good. */
@ApplicationScoped
public class KeyCheck {

  private static final Logger log = Logger.getLogger(KeyCheck.class);
  private static final String SCHEME = "Bearer ";

  private final KeyDirectory directory;
  private final Clock clock;

  @Inject
  KeyCheck(PublishedKeys published, Clock clock, KeysConfig config) {
    this(new CachedKeys(published, clock, config.cache()), clock);
  }

  KeyCheck(KeyDirectory directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** Whether the header holds what may be a key, without a look at which keys there are. */
  public static boolean isPlausible(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && Token.parse(authorization.substring(SCHEME.length()).strip()).isPresent();
  }

  /**
   * Checks the key.
   *
   * @param authorization value of the Authorization header; null if there is none
   */
  public KeyVerdict check(@Nullable String authorization) {
    if (authorization == null) {
      return refused(
          "the request has no Authorization header; send \"Authorization: Bearer <API key>\"");
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return refused("the Authorization header is not of the form \"Bearer <API key>\"");
    }
    Optional<Token> token = Token.parse(authorization.substring(SCHEME.length()).strip());
    if (token.isEmpty()) {
      return refused("the bearer token is not a Millrace API key, or was not copied whole");
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
      log.warnf("published keys cannot be read: %s", e.getMessage());
      return new KeyVerdict.Unavailable();
    }
  }

  private KeyVerdict judged(Verifier key) {
    if (key.revoked()) {
      return refused("the API key " + key.id() + " was revoked; ask an owner for another");
    }
    if (key.expired(clock.instant())) {
      return refused("the API key " + key.id() + " has expired; ask an owner for another");
    }
    return new KeyVerdict.Accepted(key);
  }

  private static KeyVerdict refused(String why) {
    return new KeyVerdict.Refused(why);
  }
}
