package dev.millrace.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that wait for the store, so that a request need not: one that hangs costs a thread
 * here until the store lets go of it, and the requests beyond that are told to come again.
 */
@ApplicationScoped
class StoreThreads {

  /** More writes at a time do not make a disk faster, and S3 takes each in some 20 ms. */
  private static final int MOST = 64;

  /** What a small function takes to put its answer together, and some. */
  private static final Duration TO_ANSWER = Duration.ofMillis(500);

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(MOST, MOST, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  private final Duration atMost;
  private final Instance<Context> invocation;

  /**
   * @param invocation that the request came by; none but in a function
   */
  StoreThreads(IngestConfig config, Instance<Context> invocation) {
    this.atMost = config.answerWithin();
    this.invocation = invocation;
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Of a request; it ends before the platform ends the invocation.
   *
   * @param arrivedNanos when the request came: its sender does not care what it has waited for
   */
  Patience patience(long arrivedNanos) {
    Duration left = invocation.isResolvable() ? leftOf(invocation.get()) : atMost;
    return new Patience(threads, left.minusNanos(System.nanoTime() - arrivedNanos));
  }

  private Duration leftOf(Context running) {
    Duration left = Duration.ofMillis(running.getRemainingTimeInMillis()).minus(TO_ANSWER);
    return left.compareTo(atMost) < 0 ? left : atMost;
  }

  @PreDestroy
  void end() {
    threads.shutdownNow();
  }
}
