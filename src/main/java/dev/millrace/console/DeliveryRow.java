package dev.millrace.console;

import dev.millrace.deliveries.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What arrived with one key of one signal.
 *
 * @param keyName as its owner calls it; empty if the key is not on record
 * @param live whether the key is still good
 * @param quietAfter how long after its last export it counts as quiet
 */
record DeliveryRow(
    Heartbeat heartbeat, String keyName, boolean live, Duration quietAfter, Instant now) {

  /** Tools at work send every few minutes; what came before that is not arriving any more. */
  private static final Duration AT_WORK = Duration.ofMinutes(30);

  public @Nullable Moment first() {
    return moment(heartbeat.firstReceived());
  }

  public @Nullable Moment last() {
    return moment(heartbeat.lastReceived());
  }

  public String requests() {
    return Written.count(heartbeat.requests());
  }

  public String items() {
    return Written.count(heartbeat.items());
  }

  /** How many of them lie too far back to be counted; empty if none. */
  public String tooOld() {
    return heartbeat.tooOld() == 0 ? "" : Written.count(heartbeat.tooOld()) + " too old to count";
  }

  public String bytes() {
    return Written.bytes(heartbeat.bytes());
  }

  public String removed() {
    return Written.count(heartbeat.removed());
  }

  /** What was removed only since it may be content: how much of which key, most first. */
  public List<String> doubtful() {
    return heartbeat.mayBeContent().entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(key -> Written.count(key.getValue()) + " " + key.getKey())
        .toList();
  }

  public @Nullable Moment refused() {
    Heartbeat.Refusal refusal = heartbeat.lastRefusal();
    return refusal == null ? null : moment(refusal.at());
  }

  /** What was wrong with the last request that was refused; empty if none was. */
  public String refusal() {
    Heartbeat.Refusal refusal = heartbeat.lastRefusal();
    return refusal == null ? "" : refusal.status() + ": " + refusal.why();
  }

  /** One word for how it stands. */
  public String state() {
    if (!live) {
      return "key ended";
    }
    if (heartbeat.lastReceived() == null) {
      return "all refused";
    }
    return quiet() ? "quiet" : since(AT_WORK) ? "idle" : "arriving";
  }

  /** The colour of that word, a class of console.css. */
  public String tone() {
    if (!live) {
      return "";
    }
    if (heartbeat.lastReceived() == null) {
      return "bad";
    }
    return quiet() ? "warn" : since(AT_WORK) ? "" : "good";
  }

  private boolean quiet() {
    return since(quietAfter);
  }

  private boolean since(Duration time) {
    Instant last = heartbeat.lastReceived();
    return last != null && last.plus(time).isBefore(now);
  }

  private @Nullable Moment moment(@Nullable Instant at) {
    return at == null ? null : new Moment(at, now);
  }
}
