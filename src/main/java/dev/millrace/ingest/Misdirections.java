package dev.millrace.ingest;

import dev.millrace.Signal;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.KeyCheck;
import dev.millrace.keys.KeyVerdict;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notes in a key's delivery what it has sent to a wrong address or by a wrong protocol: its owner
 * looks there, and the sender's log is on somebody else's machine. Nobody waits for it, and of a
 * flood most is not noted.
 */
@ApplicationScoped
class Misdirections {

  private static final int THREADS = 2;
  private static final int WAITING = 100;
  private static final long IDLE_SECONDS = 30;

  private final KeyCheck keys;
  private final Deliveries deliveries;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          new ThreadPoolExecutor.DiscardPolicy());

  Misdirections(KeyCheck keys, Deliveries deliveries) {
    this.keys = keys;
    this.deliveries = deliveries;
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Notes it if there is such a key.
   *
   * @param authorization the header; null if there is none
   * @param signal that was meant, as far as can be told
   * @param status that it would be by HTTP
   */
  void note(@Nullable String authorization, Signal signal, int status, String why) {
    if (authorization != null && KeyCheck.isPlausible(authorization)) {
      threads.execute(() -> write(authorization, signal, status, why));
    }
  }

  /** The signal that was meant by the path, as far as can be told. */
  static Signal meant(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (lower.contains("log")) {
      return Signal.LOGS;
    }
    return lower.contains("trace") || lower.contains("span") ? Signal.TRACES : Signal.METRICS;
  }

  private void write(String authorization, Signal signal, int status, String why) {
    if (keys.check(authorization) instanceof KeyVerdict.Accepted accepted) {
      deliveries.refused(
          new Deliveries.Source(accepted.key().org(), accepted.key().id(), signal), status, why);
    }
  }

  @PreDestroy
  void end() {
    threads.shutdownNow();
  }
}
