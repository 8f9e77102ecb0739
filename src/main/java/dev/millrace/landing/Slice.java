package dev.millrace.landing;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** A protobuf message as it stands within a larger one. */
final class Slice {

  private final byte[] bytes;
  private final int from;
  private final int to;

  /**
   * A slice of the bytes, which are not copied.
   *
   * @param from where it begins, inclusive
   * @param to where it ends, exclusive
   */
  Slice(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Takes a message that stands in a field of another into that one's builder. */
  interface Part<B> {
    void take(B into, Slice part) throws IOException;
  }

  /**
   * Parses the message, but leaves one of its fields, which has messages of its own, to another.
   * What stands between those goes to protobuf's own parser, which may be given a message in
   * pieces.
   *
   * @param into is given back
   * @param field whose messages are left to {@code part}
   * @throws InvalidProtocolBufferException if it is no message
   */
  <B extends Message.Builder> B parse(B into, int field, Part<B> part) throws IOException {
    CodedInputStream fields = CodedInputStream.newInstance(bytes, from, to - from);
    int rest = from;
    int start = from;
    for (int next = fields.readTag(); next != 0; next = fields.readTag()) {
      if (isMessage(next, field)) {
        int length = fields.readRawVarint32();
        int begin = from + fields.getTotalBytesRead();
        fields.skipRawBytes(length);
        mergeRest(into, rest, start);
        part.take(into, new Slice(bytes, begin, begin + length));
        rest = begin + length;
      } else if (!fields.skipField(next)) {
        throw new InvalidProtocolBufferException("a group ends that did not begin");
      }
      start = from + fields.getTotalBytesRead();
    }
    mergeRest(into, rest, to);
    return into;
  }

  private static boolean isMessage(int tag, int field) {
    return WireFormat.getTagFieldNumber(tag) == field
        && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private void mergeRest(Message.Builder into, int begin, int end)
      throws InvalidProtocolBufferException {
    if (begin < end) {
      into.mergeFrom(bytes, begin, end - begin);
    }
  }
}
