package dev.millrace.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts the wrong keys that an address tries, and tells it to wait after too many in a minute. A
 * right key is let in all the same: many people share an address. Each process counts for itself:
 * keys cannot be guessed anyway, this keeps the noise down.
 */
@ApplicationScoped
public class WrongKeys {

  private static final int ALLOWED = 5;
  private static final Duration WITHIN = Duration.ofMinutes(1);

  /** Bounds what a flood from many addresses can take. */
  private static final int MAX_ADDRESSES = 10_000;

  private final Clock clock;
  private final Cache<String, List<Instant>> times =
      Caffeine.newBuilder().maximumSize(MAX_ADDRESSES).build();

  WrongKeys(Clock clock) {
    this.clock = clock;
  }

  /**
   * Notes a wrong key.
   *
   * @return how long the address has to wait before it may try another; empty if it may at once
   */
  public Optional<Duration> note(String address) {
    Instant now = clock.instant();
    List<Instant> noted = recent(times.get(address, a -> List.of()), now);
    if (noted.size() >= ALLOWED) {
      return Optional.of(Duration.between(now, noted.get(0).plus(WITHIN)));
    }
    times
        .asMap()
        .merge(
            address,
            List.of(now),
            (before, one) -> Stream.concat(recent(before, now).stream(), one.stream()).toList());
    return Optional.empty();
  }

  /** Of the last minute; what lies ahead was noted before the clock was set back. */
  private static List<Instant> recent(List<Instant> all, Instant now) {
    return all.stream()
        .filter(time -> !time.isAfter(now) && now.isBefore(time.plus(WITHIN)))
        .toList();
  }
}
