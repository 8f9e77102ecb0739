package dev.millrace.deliveries;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.OutageLog;
import dev.millrace.PersonNames;
import dev.millrace.Signal;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps and shows heartbeats, {@code deliveries/org=<org>/<key id>-<signal>.json}. */
@ApplicationScoped
public class Deliveries {

  /** Often enough to be told soon, seldom enough to cost next to nothing beside the landing. */
  private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);

  /** A read from S3 takes tens of milliseconds, most of them waiting. */
  private static final int READERS = 16;

  private static final Logger log = Logger.getLogger(Deliveries.class);

  private final ObjectStore store;
  private final ObjectMapper json;
  private final Clock clock;
  private final OutageLog outages;
  private final Map<Source, Pending> pending = new ConcurrentHashMap<>();
  private final ExecutorService readers =
      Executors.newFixedThreadPool(
          READERS,
          task -> {
            Thread thread = new Thread(task, "heartbeats");
            thread.setDaemon(true);
            return thread;
          });

  Deliveries(ObjectStore store, ObjectMapper json, Clock clock) {
    this.store = store;
    this.json = json;
    this.clock = clock;
    this.outages = new OutageLog(clock);
  }

  /**
   * Notes an accepted export.
   *
   * @param mayBeContent how many of the removed only because they may be content, by key
   * @param sender name and version of the program that made it, or its User-Agent; null if it had
   *     neither
   */
  public void accepted(
      Source source,
      int items,
      long bytes,
      int removed,
      Map<String, Integer> mayBeContent,
      @Nullable String sender) {
    Instant now = clock.instant();
    note(
        source,
        source
            .heartbeat(now, 1, items, bytes, removed, sender == null ? "" : sender, null)
            .withDoubtful(mayBeContent));
  }

  /** Notes an export of a good key that was not accepted. */
  public void refused(Source source, int status, String why) {
    Heartbeat.Refusal refusal = new Heartbeat.Refusal(clock.instant(), status, why);
    note(source, source.heartbeat(null, 0, 0, 0, 0, "", refusal));
  }

  /**
   * Notes what its sender was told of an export that was accepted.
   *
   * @param tooOld how many of its items lie too far back to be counted
   */
  public void remarked(Source source, int tooOld, String remark) {
    Heartbeat.Refusal told = new Heartbeat.Refusal(clock.instant(), 200, remark);
    note(source, source.heartbeat(null, 0, 0, 0, 0, "", told).withTooOld(tooOld));
  }

  /**
   * The organisation's heartbeats, ordered by key and signal; what this instance has noted is in
   * them.
   */
  public List<Heartbeat> of(OrgId org) {
    return under(prefix(org), source -> source.org().equals(org));
  }

  /** The heartbeats of one of the organisation's keys, ordered by signal, likewise. */
  public List<Heartbeat> of(OrgId org, KeyId key) {
    return under(
        prefix(org) + key + "-", source -> source.org().equals(org) && source.key().equals(key));
  }

  /**
   * Takes a person out of the organisation's heartbeats.
   *
   * @return whether they were in any
   */
  public boolean erase(OrgId org, PersonNames person) {
    pending.keySet().stream()
        .filter(source -> source.org().equals(org))
        .forEach(this::writePending);
    boolean found = false;
    for (String key : keys(prefix(org))) {
      Optional<Heartbeat> before = read(key);
      Optional<Heartbeat> left = before.map(heartbeat -> heartbeat.without(person));
      if (!left.equals(before)) {
        store.put(key, written(left.orElseThrow()));
        found = true;
      }
    }
    return found;
  }

  private byte[] written(Heartbeat heartbeat) {
    try {
      return json.writeValueAsBytes(heartbeat);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a heartbeat is always JSON", e);
    }
  }

  private List<Heartbeat> under(String prefix, Predicate<Source> meant) {
    pending.keySet().stream().filter(meant).forEach(this::writePending);
    return readAll(keys(prefix));
  }

  private List<String> keys(String prefix) {
    try (Stream<StoredObject> objects = store.list(prefix)) {
      return objects.map(StoredObject::key).toList();
    }
  }

  /** In the order of the keys, several at a time. */
  private List<Heartbeat> readAll(List<String> keys) {
    List<CompletableFuture<Optional<Heartbeat>>> reads =
        keys.stream().map(key -> CompletableFuture.supplyAsync(() -> read(key), readers)).toList();
    try {
      return reads.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void note(Source source, Heartbeat one) {
    Pending ofSource = pending.computeIfAbsent(source, s -> new Pending());
    ofSource.add(one, clock.instant()).ifPresent(sum -> write(source, ofSource, sum));
  }

  /** What an instance that ends has noted, if it ends in peace. */
  void writeAll(@Observes ShutdownEvent event) {
    pending.keySet().forEach(this::writePending);
    readers.shutdown();
  }

  private void writePending(Source source) {
    Pending ofSource = pending.get(source);
    if (ofSource != null) {
      ofSource.take().ifPresent(sum -> write(source, ofSource, sum));
    }
  }

  /** What cannot be written now goes with the next write. */
  private void write(Source source, Pending ofSource, Heartbeat sum) {
    String key = prefix(source.org()) + source.key() + "-" + source.signal() + ".json";
    try {
      Heartbeat all = read(key).map(before -> before.and(sum)).orElse(sum);
      store.put(key, written(all));
    } catch (RuntimeException e) {
      outages.report("a heartbeat was not written", e);
      ofSource.putBack(sum);
    }
  }

  /** One that cannot be understood is as good as none: it is written anew. */
  private Optional<Heartbeat> read(String key) {
    return store
        .get(key)
        .flatMap(
            bytes -> {
              try {
                return Optional.of(json.readValue(bytes, Heartbeat.class));
              } catch (IOException e) {
                log.warnf("%s cannot be understood", key);
                return Optional.empty();
              }
            });
  }

  /** What the keys of an organisation's heartbeats start with. */
  public static String prefix(OrgId org) {
    return "deliveries/org=" + org + "/";
  }

  /** Whose exports of which signal. */
  public record Source(OrgId org, KeyId key, Signal signal) {

    private Heartbeat heartbeat(
        @Nullable Instant received,
        int requests,
        int items,
        long bytes,
        int removed,
        String sender,
        Heartbeat.@Nullable Refusal refusal) {
      return new Heartbeat(
          Heartbeat.VERSION,
          key.value(),
          signal.toString(),
          received,
          received,
          requests,
          items,
          bytes,
          removed,
          Map.of(),
          0,
          sender,
          refusal);
    }
  }

  /** What one instance has not written down yet of one key and signal. */
  private static final class Pending {

    private @Nullable Heartbeat sum;
    private Instant nextWrite = Instant.MIN;

    /** Adds; gives everything that is pending when it is time to write it. */
    synchronized Optional<Heartbeat> add(Heartbeat one, Instant now) {
      Heartbeat all = sum == null ? one : sum.and(one);
      if (now.isBefore(nextWrite)) {
        sum = all;
        return Optional.empty();
      }
      sum = null;
      nextWrite = now.plus(BETWEEN_WRITES);
      return Optional.of(all);
    }

    /** Takes back what was given. */
    synchronized void putBack(Heartbeat earlier) {
      sum = sum == null ? earlier : earlier.and(sum);
    }

    /** Gives everything that is pending. */
    synchronized Optional<Heartbeat> take() {
      Optional<Heartbeat> all = Optional.ofNullable(sum);
      sum = null;
      return all;
    }
  }
}
