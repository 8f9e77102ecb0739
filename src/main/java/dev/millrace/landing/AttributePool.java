package dev.millrace.landing;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The attributes parsed of late, by their bytes: one for each place that bytes may hash to, so that
 * a new one takes the place of an old one and nothing has to be thrown out.
 */
final class AttributePool {

  /** A person has a dozen or two that come again. All together they take 25 MB at the most. */
  private static final int PLACES = 1 << 16;

  private static final int PLACE_SHIFT = Long.SIZE - 16;

  /** Bytes of a longer one, which is hardly one that comes again. */
  private static final int LONGEST = 128;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Odd, and without a pattern in its bits: that of the golden ratio. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final AtomicReferenceArray<Parsed> places = new AtomicReferenceArray<>(PLACES);

  /** The attribute in the slice. */
  KeyValue attribute(Slice slice) throws InvalidProtocolBufferException {
    int length = slice.to() - slice.from();
    if (length > LONGEST) {
      return parsed(slice);
    }
    int place = place(slice);
    Parsed before = places.getAcquire(place);
    if (before != null && before.isOf(slice)) {
      return before.attribute;
    }
    KeyValue attribute = parsed(slice);
    places.setRelease(
        place, new Parsed(Arrays.copyOfRange(slice.bytes(), slice.from(), slice.to()), attribute));
    return attribute;
  }

  private static KeyValue parsed(Slice slice) throws InvalidProtocolBufferException {
    return KeyValue.parser().parseFrom(slice.bytes(), slice.from(), slice.to() - slice.from());
  }

  private static int place(Slice slice) {
    byte[] bytes = slice.bytes();
    long hash = slice.to() - slice.from();
    int at = slice.from();
    for (; at + Long.BYTES <= slice.to(); at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * SPREAD;
      hash ^= hash >>> 32;
    }
    for (; at < slice.to(); at++) {
      hash = (hash ^ bytes[at]) * SPREAD;
    }
    return (int) (hash >>> PLACE_SHIFT);
  }

  private static final class Parsed {

    private final byte[] bytes;
    private final KeyValue attribute;

    Parsed(byte[] bytes, KeyValue attribute) {
      this.bytes = bytes;
      this.attribute = attribute;
    }

    boolean isOf(Slice slice) {
      return Arrays.equals(bytes, 0, bytes.length, slice.bytes(), slice.from(), slice.to());
    }
  }
}
