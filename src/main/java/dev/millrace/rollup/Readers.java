package dev.millrace.rollup;

import dev.millrace.KeyId;
import dev.millrace.keys.PublishedKeys;
import dev.millrace.keys.Verifier;
import dev.millrace.lake.LandedExport;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.RawObject;
import dev.millrace.landing.SharedAttributes;
import dev.millrace.otlp.Export;
import dev.millrace.tools.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read landed exports while others convert them: many that wait for the store, as
 * many as there are processors that decode. Used by any number of {@link ReadAhead}; to be closed
 * after them.
 */
final class Readers implements AutoCloseable {

  /** Stored bytes on their way, for all that read ahead together: some hundred batches. */
  static final long MOST_BYTES = 16L << 20;

  /**
   * Stored bytes of exports that are messages by then, likewise: a dozen times as much inflated,
   * and five times that as objects.
   */
  private static final long MOST_BYTES_DECODED = 1L << 20;

  private final LandedExports landed;
  private final PublishedKeys keys;
  private final int fetchers;
  private final int decoders;
  private final int users;
  private final Progress progress;
  private final SharedAttributes attributes = new SharedAttributes();
  private final Map<KeyId, Optional<String>> owners = new ConcurrentHashMap<>();
  private final ExecutorService fetching;
  private final ExecutorService decoding;

  /**
   * Starts them.
   *
   * @param fetchers how many objects are asked for at once
   * @param decoders how many are decoded at once
   * @param users how many read ahead at once, and share what may be under way
   * @param progress is told of every export
   */
  Readers(
      LandedExports landed,
      PublishedKeys keys,
      int fetchers,
      int decoders,
      int users,
      Progress progress) {
    this.landed = landed;
    this.keys = keys;
    this.fetchers = fetchers;
    this.decoders = decoders;
    this.users = users;
    this.progress = progress;
    this.fetching = threads("fetch-", fetchers);
    this.decoding = threads("decode-", decoders);
  }

  Future<byte[]> fetch(RawObject object) {
    return fetching.submit(() -> landed.fetch(object));
  }

  Future<LandedExport> decode(RawObject object, Future<byte[]> bytes) {
    return decoding.submit(() -> decoded(object, bytes));
  }

  /** For one user: enough that no thread is without work. */
  int mostFetched() {
    return Math.max(1, 2 * fetchers / users);
  }

  long mostBytesFetched() {
    return MOST_BYTES / users;
  }

  /**
   * As messages they take several times the bytes they came as, so that there are few: none ahead
   * where as many convert as there are processors.
   */
  int mostDecoded() {
    return Math.max(1, decoders / users);
  }

  long mostBytesDecoded() {
    return MOST_BYTES_DECODED / users;
  }

  private LandedExport decoded(RawObject object, Future<byte[]> bytes) throws InterruptedException {
    Origin origin = new Origin(object.keyId().value(), owner(object.keyId()), object.received());
    try {
      Export export = landed.decode(object, bytes.get(), attributes);
      progress.read(export.items());
      return new LandedExport(object.hash(), export, origin);
    } catch (ExecutionException e) {
      throw thrown(e);
    }
  }

  private Optional<String> owner(KeyId id) {
    return owners.computeIfAbsent(id, this::published);
  }

  private Optional<String> published(KeyId id) {
    Verifier verifier = keys.find(id).orElseThrow(() -> new UnknownKeyException(id));
    return Optional.ofNullable(verifier.owner());
  }

  /** What another thread threw, to be thrown here. */
  static RuntimeException thrown(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
  }

  private static ExecutorService threads(String name, int number) {
    AtomicInteger count = new AtomicInteger();
    return Executors.newFixedThreadPool(
        number, task -> new Thread(task, name + count.incrementAndGet()));
  }

  @Override
  public void close() {
    fetching.shutdownNow();
    decoding.shutdownNow();
  }
}
