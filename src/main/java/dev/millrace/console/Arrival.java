package dev.millrace.console;

import dev.millrace.KeyId;
import dev.millrace.deliveries.Heartbeat;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether anything has arrived by a key.
 *
 * @param heartbeats the key's, one a signal
 */
record Arrival(KeyId key, List<Heartbeat> heartbeats) {

  /** Whether at least one export was taken in. */
  public boolean arrived() {
    return requests() > 0;
  }

  public long requests() {
    return heartbeats.stream().mapToLong(Heartbeat::requests).sum();
  }

  /** Such as {@code 41 points and 3 log records}. */
  public String items() {
    return heartbeats.stream()
        .filter(heartbeat -> heartbeat.items() > 0)
        .map(heartbeat -> heartbeat.items() + " " + noun(heartbeat))
        .collect(Collectors.joining(" and "));
  }

  /** Who sent last; empty if they did not say. */
  public String sender() {
    return heartbeats.stream()
        .filter(heartbeat -> heartbeat.lastReceived() != null)
        .max(Comparator.comparing(Heartbeat::lastReceived))
        .map(Heartbeat::sender)
        .orElse("");
  }

  /** Why the last export was refused; null if none was. */
  public Heartbeat.@Nullable Refusal refusal() {
    return heartbeats.stream()
        .flatMap(heartbeat -> Stream.ofNullable(heartbeat.lastRefusal()))
        .max(Comparator.comparing(Heartbeat.Refusal::at))
        .orElse(null);
  }

  private static String noun(Heartbeat heartbeat) {
    String noun =
        switch (heartbeat.signal()) {
          case "metrics" -> "point";
          case "logs" -> "log record";
          default -> "span";
        };
    return heartbeat.items() == 1 ? noun : noun + "s";
  }
}
