package dev.millrace.otlp;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that requests being decoded may hold together. A request claims what it is about to
 * take; where there is no room it waits its turn, a short while. To be shared between threads.
 */
public final class DecodeMemory {

  /** Permits are of so many bytes, so that an {@code int} counts enough of them. */
  private static final int UNIT = 1024;

  private final Semaphore units;
  private final int capacity;
  private final Duration patience;

  /**
   * @param bytes what all requests together may hold
   * @param patience how long a claim waits for others to be given back
   */
  public DecodeMemory(long bytes, Duration patience) {
    this.capacity = units(bytes);
    this.units = new Semaphore(capacity, true);
    this.patience = patience;
  }

  /** Memory without a bound, for what has been let in before. */
  public static DecodeMemory unbounded() {
    return new DecodeMemory(Long.MAX_VALUE, Duration.ZERO);
  }

  /** Opens a claim of nothing yet; closing gives back what it has grown to. */
  public Claim claim() {
    return new Claim();
  }

  private static int units(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, bytes / UNIT + (bytes % UNIT == 0 ? 0 : 1));
  }

  /** What one request holds; for one thread. */
  public final class Claim implements AutoCloseable {

    private long bytes;
    private int held;

    private Claim() {}

    /**
     * Claims more.
     *
     * @throws OtlpException if the request alone would hold more than all may
     * @throws BusyException if others hold too much for too long
     */
    public void grow(long more) {
      int wanted = units(bytes + more) - held;
      if (wanted > capacity - held) {
        throw tooLarge(bytes + more);
      }
      if (wanted > 0) {
        take(wanted);
      }
      bytes += more;
    }

    /** Gives some back. */
    void shrink(long less) {
      bytes -= less;
      int kept = units(bytes);
      units.release(held - kept);
      held = kept;
    }

    @Override
    public void close() {
      units.release(held);
      held = 0;
      bytes = 0;
    }

    private void take(int wanted) {
      try {
        if (!units.tryAcquire(wanted, patience.toNanos(), TimeUnit.NANOSECONDS)) {
          throw new BusyException();
        }
        held += wanted;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BusyException();
      }
    }

    private OtlpException tooLarge(long wanted) {
      return OtlpException.tooLarge(
          "the export takes %d bytes of memory or more to decode, the receiver has %d in all"
              .formatted(wanted, (long) capacity * UNIT));
    }
  }

  /** Requests being decoded hold too much at the moment; the same request will find room later. */
  public static final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private BusyException() {
      super("too much is being decoded at the moment; send the same again");
    }
  }
}
