package dev.millrace.otlp;

/**
 * A place in protobuf data, and the steps on from there.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, "Encoding"</a>
 */
final class WireReader {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH = 2;
  static final int FIXED32 = 5;

  private final byte[] bytes;
  private int at;

  WireReader(byte[] bytes, int start) {
    this.bytes = bytes;
    this.at = start;
  }

  /** Offset of the next byte. */
  int at() {
    return at;
  }

  /**
   * Steps over a varint.
   *
   * @param end where the message ends that it is in
   */
  long varint(int end) {
    if (at < end && bytes[at] >= 0) {
      return bytes[at++];
    }
    long value = 0;
    for (int shift = 0; shift < 64 && at < end; shift += 7) {
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number that does not end");
  }

  /** The tag of the next field: its number and wire type. */
  int tag(int end) {
    int tag = (int) varint(end);
    if (tag >>> 3 == 0) {
      throw malformed("a field without a number");
    }
    return tag;
  }

  /** The length of what follows, which lies within the message. */
  int length(int end) {
    long length = varint(end);
    if (length < 0 || length > end - at) {
      throw malformed("a field that is longer than what it is in");
    }
    return (int) length;
  }

  void skip(int count, int end) {
    if (count > end - at) {
      throw malformed("a field that is longer than what it is in");
    }
    at += count;
  }

  /** Steps over the value of a field of a wire type that has no length. */
  void skipValue(int wireType, int end) {
    switch (wireType) {
      case VARINT -> varint(end);
      case FIXED64 -> skip(Long.BYTES, end);
      case FIXED32 -> skip(Integer.BYTES, end);
      default -> throw malformed("a group or a wire type that protobuf does not have");
    }
  }

  OtlpException malformed(String what) {
    String place = "byte " + at;
    return OtlpException.undecodable(
        place, "the body is not a protobuf export request: %s (%s)".formatted(what, place));
  }
}
