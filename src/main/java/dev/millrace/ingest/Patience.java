package dev.millrace.ingest;

import dev.millrace.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * How long one request still waits for the store, which may hang instead of failing. Waiting uses
 * it up; the time that the sender's own body takes does not.
 */
final class Patience {

  private final ExecutorService threads;
  private long leftNanos;

  /**
   * @param left none if negative
   */
  Patience(ExecutorService threads, Duration left) {
    this.threads = threads;
    this.leftNanos = Math.max(0, left.toNanos());
  }

  /**
   * Does what asks the store.
   *
   * @throws StoreUnavailableException if there is no answer while patience lasts; the work is told
   *     to stop, but may still come to its end
   */
  <T> T await(Supplier<T> work) {
    long begun = System.nanoTime();
    Future<T> answer = threads.submit(work::get);
    try {
      return answer.get(leftNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new StoreUnavailableException("the store did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("waiting for the store was broken off", e);
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNull(e.getCause()));
    } finally {
      answer.cancel(true);
      leftNanos = Math.max(0, leftNanos - (System.nanoTime() - begun));
    }
  }

  /** A supplier throws nothing else. */
  private static RuntimeException rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
