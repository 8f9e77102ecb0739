package dev.millrace.console;

import dev.millrace.KeyId;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.deliveries.Heartbeat;
import dev.millrace.keys.ApiKey;
import dev.millrace.keys.KeyRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * The organisation's keys with what has arrived by them: good ones first, then the latest first.
 */
@ApplicationScoped
class KeyList {

  private static final Comparator<KeyRow> ORDER =
      Comparator.comparing((KeyRow row) -> !row.live())
          .thenComparing(row -> row.key().createdAt(), Comparator.reverseOrder());

  private final KeyRegistry keys;
  private final Deliveries deliveries;
  private final ConsoleConfig config;
  private final Clock clock;

  KeyList(KeyRegistry keys, Deliveries deliveries, ConsoleConfig config, Clock clock) {
    this.keys = keys;
    this.deliveries = deliveries;
    this.config = config;
    this.clock = clock;
  }

  List<KeyRow> of(Session session) {
    return of(session, deliveries.of(session.org()));
  }

  /** The same, of heartbeats that were looked up already. */
  List<KeyRow> of(Session session, List<Heartbeat> heartbeats) {
    List<ApiKey> all = keys.list(session.org());
    Actors actors = Actors.of(all);
    Map<String, Instant> lastUses = lastUses(heartbeats);
    return all.stream()
        .map(key -> row(key, actors, lastUses, key.id().equals(session.key())))
        .sorted(ORDER)
        .toList();
  }

  Optional<KeyRow> find(Session session, String id) {
    return KeyId.isKeyId(id)
        ? of(session).stream().filter(row -> row.key().id().value().equals(id)).findFirst()
        : Optional.empty();
  }

  private KeyRow row(ApiKey key, Actors actors, Map<String, Instant> lastUses, boolean own) {
    Instant lastUsed = lastUses.get(key.id().value());
    return new KeyRow(
        key, actors.named(key.createdBy()), lastUsed, config.quietAfter(), own, clock.instant());
  }

  private static Map<String, Instant> lastUses(List<Heartbeat> heartbeats) {
    Map<String, Instant> lastUses = new HashMap<>();
    for (Heartbeat heartbeat : heartbeats) {
      Instant received = heartbeat.lastReceived();
      if (received != null) {
        lastUses.merge(
            heartbeat.keyId(), received, BinaryOperator.maxBy(Comparator.naturalOrder()));
      }
    }
    return lastUses;
  }
}
