package dev.millrace.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What a body costs whoever reads it. */
final class Cost {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Of the thread's own work, so that a busy machine changes nothing. */
  private static final long MOST_NANOS = Duration.ofSeconds(1).toNanos();

  /** An attribute of nothing is two bytes and some 100 decoded. */
  private static final long MOST_PER_BYTE = 256;

  /** Buffers that every body gets. */
  private static final long MOST_FOR_ANY = 1 << 20;

  private Cost() {}

  static void check(Runnable reading, int bytes) {
    long time = THREADS.getCurrentThreadCpuTime();
    long memory = THREADS.getCurrentThreadAllocatedBytes();
    reading.run();
    assertThat(THREADS.getCurrentThreadCpuTime() - time).as("nanoseconds").isLessThan(MOST_NANOS);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - memory)
        .as("bytes allocated for %d", bytes)
        .isLessThan(MOST_FOR_ANY + MOST_PER_BYTE * bytes);
  }
}
