package dev.millrace.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.KeyId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How much each key may send, as far as this instance sees it: a minute's worth at once, and what
 * grows back in time. Nothing is limited unless the configuration says so.
 *
 * <p>Bytes are counted once they have come. Whoever has sent more than was left waits until it has
 * grown back, so that a body larger than a minute's worth is late but not lost.
 */
@ApplicationScoped
class Allowances {

  /** Far more keys than send to one instance; one that is forgotten begins anew. */
  private static final int MAX_KEYS = 10_000;

  private final OptionalLong requests;
  private final OptionalLong bytes;
  private final Clock clock;
  private final Cache<KeyId, Allowance> ofKeys =
      Caffeine.newBuilder().maximumSize(MAX_KEYS).build();

  Allowances(IngestConfig config, Clock clock) {
    this.requests = config.limits().requestsPerMinute();
    this.bytes =
        config
            .limits()
            .bytesPerMinute()
            .map(MemorySize::asLongValue)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    this.clock = clock;
  }

  /** Counts one request of the key; empty if it may be taken, else how long it has to wait. */
  Optional<Duration> take(KeyId key) {
    return of(key).take();
  }

  /** Counts what the key has sent. */
  void sent(KeyId key, int bytes) {
    of(key).sent(bytes);
  }

  private Allowance of(KeyId key) {
    return ofKeys.get(key, k -> new Allowance(bucket(requests), bucket(bytes)));
  }

  private Optional<Bucket> bucket(OptionalLong perMinute) {
    return perMinute.stream().mapToObj(this::bucket).findFirst();
  }

  private Bucket bucket(long perMinute) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .withCustomTimePrecision(new ByClock(clock))
        .build();
  }

  /** What one key has left. */
  private record Allowance(Optional<Bucket> requests, Optional<Bucket> bytes) {

    Optional<Duration> take() {
      return bytes.flatMap(Allowance::wait).or(() -> requests.flatMap(Allowance::taken));
    }

    void sent(int count) {
      bytes.filter(bucket -> count > 0).ifPresent(b -> b.consumeIgnoringRateLimits(count));
    }

    private static Optional<Duration> wait(Bucket bucket) {
      return positive(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    private static Optional<Duration> taken(Bucket bucket) {
      return positive(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    private static Optional<Duration> positive(long nanos) {
      return nanos > 0 ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
    }
  }

  /** The application's clock as Bucket4j reads time. */
  private record ByClock(Clock clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return Math.addExact(TimeUnit.SECONDS.toNanos(now.getEpochSecond()), now.getNano());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
