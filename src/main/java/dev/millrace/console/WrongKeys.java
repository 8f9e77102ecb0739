package dev.millrace.console;

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
 * Counts the wrong keys that an address tries, and makes it wait after too many in a minute. Each
 * process counts for itself: keys cannot be guessed anyway, this keeps the noise down.
 */
@ApplicationScoped
class WrongKeys {

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

  /** How long the address has to wait before it may try again; empty if it may at once. */
  Optional<Duration> waitOf(String address) {
    Instant now = clock.instant();
    List<Instant> recent = recent(times.get(address, a -> List.of()), now);
    return recent.size() < ALLOWED
        ? Optional.empty()
        : Optional.of(Duration.between(now, recent.get(0).plus(WITHIN)));
  }

  void note(String address) {
    Instant now = clock.instant();
    times
        .asMap()
        .merge(
            address,
            List.of(now),
            (before, one) -> Stream.concat(recent(before, now).stream(), one.stream()).toList());
  }

  /** Of the last minute; what lies ahead was noted before the clock was set back. */
  private static List<Instant> recent(List<Instant> all, Instant now) {
    return all.stream()
        .filter(time -> !time.isAfter(now) && now.isBefore(time.plus(WITHIN)))
        .toList();
  }
}
