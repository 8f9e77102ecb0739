package dev.millrace.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.KeyId;
import dev.millrace.OutageLog;
import dev.millrace.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A directory that remembers what it looked up.
 *
 * <p>A key that was found is asked for again after {@code hit}, one that was not after {@code
 * miss}. If it cannot be asked for then, a key that was found stays good for {@code stale} after it
 * was last read, and is tried again after {@code miss}.
 */
final class CachedKeys implements KeyDirectory {

  /** Far more keys than one instance meets; bounds what a flood of invented key ids can take. */
  private static final int MAX_KEYS = 10_000;

  private final KeyDirectory directory;
  private final Clock clock;
  private final OutageLog outages;
  private final KeysConfig.Cache times;
  private final Cache<KeyId, LookUp> cache = Caffeine.newBuilder().maximumSize(MAX_KEYS).build();

  CachedKeys(KeyDirectory directory, Clock clock, KeysConfig.Cache times) {
    this.directory = directory;
    this.clock = clock;
    this.outages = new OutageLog(clock);
    this.times = times;
  }

  @Override
  public Optional<Verifier> find(KeyId id) {
    Instant now = clock.instant();
    LookUp known = cache.getIfPresent(id);
    if (known != null && now.isBefore(known.askAgainAt())) {
      return known.verifier();
    }
    LookUp asked = known == null ? ask(id, now) : askAgain(id, known, now);
    cache.put(id, asked);
    return asked.verifier();
  }

  private LookUp ask(KeyId id, Instant now) {
    Optional<Verifier> verifier = directory.find(id);
    Duration fresh = verifier.isPresent() ? times.hit() : times.miss();
    return new LookUp(verifier, now, now.plus(fresh));
  }

  private LookUp askAgain(KeyId id, LookUp known, Instant now) {
    try {
      return ask(id, now);
    } catch (StoreUnavailableException e) {
      if (known.verifier().isPresent() && now.isBefore(known.readAt().plus(times.stale()))) {
        outages.report("a published key cannot be read again and stays good for now", e);
        return new LookUp(known.verifier(), known.readAt(), now.plus(times.miss()));
      }
      throw e;
    }
  }

  private record LookUp(Optional<Verifier> verifier, Instant readAt, Instant askAgainAt) {}
}
