package dev.millrace.ingest;

import dev.millrace.OutageLog;
import dev.millrace.Readiness;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks about one thing that has to be there. Anybody may ask, so it is asked once at a time, and
 * seldom: one that hangs costs one thread.
 */
final class ReadinessCheck {

  /** What is said of a thing that is there. */
  static final String OK = "ok";

  /** Load balancers give up after 5 s. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

  /** Scripts that wait for a start ask several times a second. */
  private static final long GOOD_FOR_NANOS = Duration.ofMillis(500).toNanos();

  private final Readiness what;
  private final Executor threads;
  private final OutageLog outages;
  private @Nullable CompletableFuture<String> last;
  private long lastAnsweredNanos;

  ReadinessCheck(Readiness what, Executor threads, OutageLog outages) {
    this.what = what;
    this.threads = threads;
    this.outages = outages;
  }

  String name() {
    return what.name();
  }

  /** {@link #OK}, or what is wrong; soon. */
  CompletableFuture<String> asked() {
    return latest()
        .copy()
        .completeOnTimeout("does not answer", ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized CompletableFuture<String> latest() {
    CompletableFuture<String> known = last;
    if (known != null
        && (!known.isDone() || System.nanoTime() - lastAnsweredNanos < GOOD_FOR_NANOS)) {
      return known;
    }
    CompletableFuture<String> asking = CompletableFuture.supplyAsync(this::answer, threads);
    last = asking;
    return asking;
  }

  private String answer() {
    try {
      return what.missing().orElse(OK);
    } catch (RuntimeException e) {
      outages.report("the " + what.name() + " is not ready", e);
      return "out of reach";
    } finally {
      note();
    }
  }

  private synchronized void note() {
    lastAnsweredNanos = System.nanoTime();
  }
}
