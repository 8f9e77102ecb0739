package dev.millrace.otlp;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Protobuf written by hand, right or wrong. */
final class WireMessage {

  private WireMessage() {}

  /** A field that holds bytes, a text or a message. */
  static byte[] field(int number, byte[] value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length + 10);
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeByteArray(number, value);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Fields one after another. */
  static byte[] of(byte[]... fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] field : fields) {
      bytes.writeBytes(field);
    }
    return bytes.toByteArray();
  }

  /** A request with one record of these fields. */
  static byte[] request(byte[]... fields) {
    return field(1, field(2, field(2, of(fields))));
  }
}
