package dev.millrace.deliveries;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.PersonNames;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived with one key of one signal.
 *
 * <p>The counts are of what instances managed to write down, at most once a minute each; an
 * instance that ends in between takes its last counts with it. What was landed is never in doubt:
 * it is in {@code raw/}.
 *
 * @param signal {@code metrics}, {@code logs} or {@code traces}
 * @param firstReceived null if nothing has been accepted yet
 * @param requests accepted, repeated ones included
 * @param items data points, log records or spans in them
 * @param bytes as sent
 * @param removed attributes that were removed because they held content, or may have
 * @param mayBeContent how many of them only because they may have, by key
 * @param tooOld how many of the items lie so far back that they are kept, but not counted
 * @param sender of the last accepted request, the program's name and version if it says them, or
 *     else its User-Agent; empty if it had neither
 * @param lastRefusal null if nothing was refused
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Heartbeat(
    int version,
    String keyId,
    String signal,
    @Nullable Instant firstReceived,
    @Nullable Instant lastReceived,
    long requests,
    long items,
    long bytes,
    long removed,
    Map<String, Long> mayBeContent,
    long tooOld,
    String sender,
    @Nullable Refusal lastRefusal) {

  static final int VERSION = 1;

  /** So that the object stays small, whatever keys come. */
  private static final int MAX_KEYS = 50;

  private static final String OTHERS = "(other keys)";

  /** Heartbeats of earlier versions tell of no keys. */
  public Heartbeat {
    mayBeContent = Map.copyOf(Objects.requireNonNullElse(mayBeContent, Map.of()));
  }

  Heartbeat withDoubtful(Map<String, Integer> keys) {
    Map<String, Long> counted =
        keys.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, key -> key.getValue().longValue()));
    return new Heartbeat(
        version,
        keyId,
        signal,
        firstReceived,
        lastReceived,
        requests,
        items,
        bytes,
        removed,
        counted,
        tooOld,
        sender,
        lastRefusal);
  }

  Heartbeat withTooOld(int count) {
    return new Heartbeat(
        version,
        keyId,
        signal,
        firstReceived,
        lastReceived,
        requests,
        items,
        bytes,
        removed,
        mayBeContent,
        count,
        sender,
        lastRefusal);
  }

  /** What is left of it without a person; the same if they are not in it. */
  Heartbeat without(PersonNames person) {
    boolean isTheirs =
        person.standIn(sender)
            || mayBeContent.keySet().stream().anyMatch(person::standIn)
            || lastRefusal != null && person.standIn(lastRefusal.why());
    return isTheirs ? without(person::standIn) : this;
  }

  private Heartbeat without(Predicate<String> theirs) {
    Map<String, Long> keys = new TreeMap<>();
    mayBeContent.forEach(
        (key, count) -> keys.merge(theirs.test(key) ? OTHERS : key, count, Long::sum));
    Refusal refusal = lastRefusal;
    return new Heartbeat(
        version,
        keyId,
        signal,
        firstReceived,
        lastReceived,
        requests,
        items,
        bytes,
        removed,
        keys,
        tooOld,
        theirs.test(sender) ? "" : sender,
        refusal == null || !theirs.test(refusal.why())
            ? refusal
            : new Refusal(refusal.at(), refusal.status(), ""));
  }

  private static Map<String, Long> together(Map<String, Long> before, Map<String, Long> more) {
    if (more.isEmpty()) {
      return before;
    }
    Map<String, Long> all = new TreeMap<>(before);
    more.forEach(
        (key, count) -> {
          boolean hasRoom = all.containsKey(key) || all.size() < MAX_KEYS;
          all.merge(hasRoom ? key : OTHERS, count, Long::sum);
        });
    return all;
  }

  /** Both together; {@code later} is the more recent. */
  Heartbeat and(Heartbeat later) {
    return new Heartbeat(
        VERSION,
        keyId,
        signal,
        firstReceived == null ? later.firstReceived : firstReceived,
        later.lastReceived == null ? lastReceived : later.lastReceived,
        requests + later.requests,
        items + later.items,
        bytes + later.bytes,
        removed + later.removed,
        together(mayBeContent, later.mayBeContent),
        tooOld + later.tooOld,
        later.lastReceived == null ? sender : later.sender,
        later.lastRefusal == null ? lastRefusal : later.lastRefusal);
  }

  /**
   * A request that was not accepted.
   *
   * @param status HTTP status of the reply
   * @param why as the sender was told
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Refusal(Instant at, int status, String why) {}
}
