package dev.millrace.ingest;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
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

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(MOST, MOST, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  private final Duration atMost;

  StoreThreads(IngestConfig config) {
    this.atMost = config.answerWithin();
    threads.allowCoreThreadTimeOut(true);
  }

  /** Of a request that begins now. */
  Patience patience() {
    return new Patience(threads, atMost);
  }

  @PreDestroy
  void end() {
    threads.shutdownNow();
  }
}
