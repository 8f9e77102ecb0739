package dev.millrace.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body while it arrives, on the event loop: no thread waits for it. What it takes of the heap is
 * reserved before it is taken.
 */
final class Arrival {

  private static final String ATTRIBUTE = "arrival";
  private static final String NANOS = "arrived";
  private static final int FIRST_BYTES = 8 * 1024;

  private final ArrivingBytes memory;
  private final int limit;
  private final long announced;
  private final long begun = System.nanoTime();
  private final AtomicBoolean released = new AtomicBoolean();
  private byte[] bytes = new byte[0];
  private int length;

  /**
   * Nothing has arrived yet.
   *
   * @param limit of its bytes
   * @param announced how many there are to be; negative if nobody says
   */
  Arrival(ArrivingBytes memory, int limit, long announced) {
    this.memory = memory;
    this.limit = limit;
    this.announced = announced;
  }

  /** Whether all that was announced is there. */
  boolean isWhole() {
    return length == announced;
  }

  boolean isAnnouncedTooLarge() {
    return announced > limit;
  }

  /** What came of a piece. */
  enum Progress {
    TAKEN,
    /** There is more than the limit. */
    TOO_LARGE,
    /** All that is arriving takes as much as it may. */
    NO_MEMORY
  }

  Progress take(Buffer piece) {
    if (piece.length() > limit - length) {
      return Progress.TOO_LARGE;
    }
    int needed = length + piece.length();
    if (needed > bytes.length && !grow(needed)) {
      return Progress.NO_MEMORY;
    }
    piece.getBytes(bytes, length);
    length = needed;
    return Progress.TAKEN;
  }

  /** Twice as much, but no more than is announced: then it is whole where it is. */
  private boolean grow(int needed) {
    long most = announced >= needed ? announced : limit;
    int capacity = (int) Math.min(most, Math.max(needed, Math.max(FIRST_BYTES, 2L * bytes.length)));
    if (!memory.reserve(capacity - bytes.length)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, capacity);
    return true;
  }

  /** Whether it is slower than it may be. */
  boolean isTooSlow(long now, long graceNanos, long bytesPerSecond) {
    long overtime = now - begun - graceNanos;
    return overtime > 0 && length < overtime / 1e9 * bytesPerSecond;
  }

  int length() {
    return length;
  }

  /** The body, as it arrived. */
  byte[] whole() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  /** Gives back what was reserved: somebody else answers for the bytes, or nobody needs them. */
  void release() {
    if (released.compareAndSet(false, true)) {
      memory.release(bytes.length);
    }
  }

  /** Hands it on to whoever answers the request. */
  void attachTo(RoutingContext context) {
    context.put(ATTRIBUTE, this);
    noteTime(context);
  }

  static void noteTime(RoutingContext context) {
    context.put(NANOS, System.nanoTime());
  }

  /**
   * When the request was there, as {@link System#nanoTime} says: it may then have waited for its
   * turn.
   */
  static long nanosOf(RoutingContext context) {
    return context.<Long>get(NANOS);
  }

  /** The request's body, to be asked for once. */
  static byte[] bodyOf(RoutingContext context) {
    Arrival arrival = context.remove(ATTRIBUTE);
    if (arrival == null) {
      return new byte[0];
    }
    byte[] body = arrival.whole();
    arrival.release();
    return body;
  }
}
