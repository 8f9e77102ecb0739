package dev.millrace.otlp;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Rewrites a protobuf message so that each of its texts is UTF-8: what is not becomes U+FFFD.
 * Everything else stays byte for byte. To be used on what {@link ProtobufScan} has been through.
 */
final class TextRepair {

  private final byte[] bytes;

  private TextRepair(byte[] bytes) {
    this.bytes = bytes;
  }

  static byte[] of(byte[] request, MessageShape shape) {
    try {
      return new TextRepair(request).message(shape, 0, request.length);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
  }

  private byte[] message(MessageShape shape, int start, int end) throws IOException {
    ByteArrayOutputStream repaired = new ByteArrayOutputStream(end - start);
    CodedOutputStream out = CodedOutputStream.newInstance(repaired);
    WireReader in = new WireReader(bytes, start);
    while (in.at() < end) {
      field(shape, in, end, out);
    }
    out.flush();
    return repaired.toByteArray();
  }

  private void field(MessageShape shape, WireReader in, int end, CodedOutputStream out)
      throws IOException {
    int start = in.at();
    int tag = in.tag(end);
    if ((tag & 7) != WireReader.LENGTH) {
      in.skipValue(tag & 7, end);
      out.write(bytes, start, in.at() - start);
      return;
    }
    int length = in.length(end);
    int value = in.at();
    in.skip(length, end);
    switch (shape.kind(tag >>> 3)) {
      case STRING, NAME, DESCRIPTION, STATUS_MESSAGE, KEY, STRINGS -> {
        out.writeUInt32NoTag(tag);
        out.writeByteArrayNoTag(text(value, length));
      }
      case MESSAGE, BODY -> {
        out.writeUInt32NoTag(tag);
        out.writeByteArrayNoTag(message(shape.message(tag >>> 3), value, in.at()));
      }
      case BYTES, TRACE_ID, SPAN_ID, VARINTS, FIXED64S, VARINT, FIXED64, FIXED32, UNKNOWN ->
          out.write(bytes, start, in.at() - start);
    }
  }

  private byte[] text(int start, int length) {
    return new String(bytes, start, length, StandardCharsets.UTF_8)
        .getBytes(StandardCharsets.UTF_8);
  }
}
