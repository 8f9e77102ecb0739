package dev.millrace.otlp;

import com.google.protobuf.UnsafeByteOperations;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether bytes are text. */
final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NOT_ASCII = 0x8080808080808080L;

  private Utf8() {}

  /** Eight bytes at a time as long as it is ASCII, which is nearly all there is. */
  static boolean isValid(byte[] bytes, int start, int length) {
    int at = start;
    int end = start + length;
    while (at <= end - Long.BYTES && ((long) LONGS.get(bytes, at) & NOT_ASCII) == 0) {
      at += Long.BYTES;
    }
    while (at < end && bytes[at] >= 0) {
      at++;
    }
    return at == end || UnsafeByteOperations.unsafeWrap(bytes, at, end - at).isValidUtf8();
  }
}
