package dev.millrace.console;

import dev.millrace.deliveries.Heartbeat;
import dev.millrace.keys.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with keys: refused, ended and still used, gone quiet, never used, without an end.
 */
record KeyConcerns(List<KeyRow> keys, List<Heartbeat> heartbeats, Instant now) {

  private static final Duration LATELY = Duration.ofDays(7);

  KeyConcerns {
    keys = List.copyOf(keys);
    heartbeats = List.copyOf(heartbeats);
  }

  List<Concern> all() {
    List<Concern> concerns = new ArrayList<>(refusals());
    add(
        concerns,
        named(keys.stream().filter(KeyRow::live).filter(KeyRow::quiet).toList()),
        "Nothing comes any more with ",
        "/deliveries",
        "See what came last");
    add(
        concerns,
        named(
            senders().stream()
                .filter(row -> row.lastUsed() == null)
                .filter(row -> row.key().createdAt().plus(LATELY).isBefore(now))
                .toList()),
        "Never used: ",
        "/keys",
        "See the keys");
    add(
        concerns,
        named(senders().stream().filter(row -> row.key().expiresAt() == null).toList()),
        "Keys without an end: ",
        "/keys",
        "Rotate them");
    return concerns;
  }

  private List<KeyRow> senders() {
    return keys.stream()
        .filter(KeyRow::live)
        .filter(row -> row.key().scopes().contains(Scope.OTEL_WRITE))
        .toList();
  }

  /** Of keys whose latest request was refused, not long ago. */
  private List<Concern> refusals() {
    Map<String, KeyRow> byId =
        keys.stream().collect(Collectors.toMap(row -> row.key().id().value(), Function.identity()));
    return heartbeats.stream()
        .filter(this::refusedLately)
        .map(heartbeat -> refusal(heartbeat, byId.get(heartbeat.keyId())))
        .distinct()
        .toList();
  }

  private boolean refusedLately(Heartbeat heartbeat) {
    Heartbeat.Refusal refusal = heartbeat.lastRefusal();
    Instant received = heartbeat.lastReceived();
    return refusal != null
        && refusal.status() >= 400
        && refusal.at().plus(LATELY).isAfter(now)
        && (received == null || refusal.at().isAfter(received));
  }

  private static Concern refusal(Heartbeat heartbeat, @Nullable KeyRow row) {
    String name = row == null ? heartbeat.keyId() : row.key().name();
    if (row != null && !row.live()) {
      return new Concern(
          "The key “%s” is %s and something still sends with it.".formatted(name, row.state()),
          "/setup",
          "Make another");
    }
    Heartbeat.Refusal refusal = heartbeat.lastRefusal();
    return new Concern(
        "%s with the key “%s” are refused: %s."
            .formatted(
                heartbeat.signal().substring(0, 1).toUpperCase(Locale.ROOT)
                    + heartbeat.signal().substring(1),
                name,
                refusal == null ? "" : refusal.why()),
        "/deliveries",
        "See the delivery");
  }

  private static List<String> named(List<KeyRow> rows) {
    return rows.stream().map(row -> row.key().name()).distinct().sorted().toList();
  }

  private static void add(
      List<Concern> concerns, List<String> names, String what, String link, String action) {
    if (!names.isEmpty()) {
      concerns.add(new Concern(what + Concern.named(names) + ".", link, action));
    }
  }
}
