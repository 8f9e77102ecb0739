package dev.millrace.landing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What was found out of late about short pieces of requests, by their bytes: one for each place
 * that bytes may hash to, so that a new one takes the place of an old one and nothing has to be
 * thrown out. Keys of attributes, and most of their values, are the same minute after minute.
 */
final class SeenAttributes {

  /** Bytes of a longer piece, which is hardly one that comes again. */
  static final int LONGEST = 160;

  /** All together they take 2 MB at the most. */
  private static final int PLACE_BITS = 13;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Odd, and without a pattern in its bits: that of the golden ratio. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final AtomicReferenceArray<Seen> places = new AtomicReferenceArray<>(1 << PLACE_BITS);

  /** Finds something out about a piece. */
  interface Question {
    boolean ask(byte[] bytes, int start, int end);
  }

  /** What the question's answer is, or was when it was asked of the same bytes. */
  boolean answer(byte[] bytes, int start, int end, Question question) {
    if (end - start > LONGEST) {
      return question.ask(bytes, start, end);
    }
    int place = place(bytes, start, end);
    Seen before = places.getAcquire(place);
    if (before != null && before.isOf(bytes, start, end)) {
      return before.answer;
    }
    boolean answer = question.ask(bytes, start, end);
    places.setRelease(place, new Seen(Arrays.copyOfRange(bytes, start, end), answer));
    return answer;
  }

  private static int place(byte[] bytes, int start, int end) {
    long hash = end - start;
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * SPREAD;
      hash ^= hash >>> 32;
    }
    for (; at < end; at++) {
      hash = (hash ^ bytes[at]) * SPREAD;
    }
    return (int) (hash >>> Long.SIZE - PLACE_BITS);
  }

  private static final class Seen {

    private final byte[] bytes;
    private final boolean answer;

    Seen(byte[] bytes, boolean answer) {
      this.bytes = bytes;
      this.answer = answer;
    }

    boolean isOf(byte[] other, int start, int end) {
      return Arrays.equals(bytes, 0, bytes.length, other, start, end);
    }
  }
}
