package dev.millrace.packs;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * One gzip member among others in an array.
 *
 * @param name of the file, as its header says; empty if it says none
 * @param data where the deflated data begins, in the array
 * @param end where the member ends, in the array
 * @param content inflated
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
@SuppressWarnings("ArrayRecordComponent") // Neither compared nor kept.
record GzipMember(String name, int data, int end, byte[] content) {

  private static final int TRAILER = 8;
  private static final int FIXED_HEADER = 10;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;
  private static final int BUFFER = 64 * 1024;

  /**
   * Reads the member that begins at an offset.
   *
   * @throws IOException if there is none, or it is not whole
   */
  static GzipMember read(byte[] bytes, int at) throws IOException {
    if (bytes.length - at < FIXED_HEADER + TRAILER) {
      throw new EOFException(bytes.length == at ? "empty" : "cut off");
    }
    if (bytes[at] != 0x1f || (bytes[at + 1] & 0xff) != 0x8b || bytes[at + 2] != 8) {
      throw new ZipException("no gzip");
    }
    int flags = bytes[at + 3] & 0xff;
    if ((flags & RESERVED) != 0) {
      throw new ZipException("corrupt header");
    }
    int next = at + FIXED_HEADER;
    if ((flags & EXTRA) != 0) {
      next = checked(bytes, next + 2) + uint16(bytes, next);
    }
    int nameAt = next;
    next = (flags & NAME) == 0 ? next : afterText(bytes, next);
    String name =
        new String(bytes, nameAt, Math.max(0, next - nameAt - 1), StandardCharsets.ISO_8859_1);
    next = (flags & COMMENT) == 0 ? next : afterText(bytes, next);
    next = (flags & HEADER_CRC) == 0 ? next : next + 2;
    return inflated(name, bytes, checked(bytes, next));
  }

  private static GzipMember inflated(String name, byte[] bytes, int data) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, data, bytes.length - data);
      ByteArrayOutputStream out =
          new ByteArrayOutputStream(4 * Math.min(bytes.length - data, BUFFER));
      CRC32 crc = new CRC32();
      byte[] buffer = new byte[BUFFER];
      while (!inflater.finished()) {
        int read = inflater.inflate(buffer);
        if (read == 0 && !inflater.finished()) {
          throw new EOFException("cut off");
        }
        crc.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
      int trailer = bytes.length - inflater.getRemaining();
      int end = checked(bytes, trailer + TRAILER);
      if (uint32(bytes, trailer) != crc.getValue()
          || uint32(bytes, trailer + 4) != (inflater.getBytesWritten() & 0xffffffffL)) {
        throw new ZipException("wrong checksum or length");
      }
      return new GzipMember(name, data, end, out.toByteArray());
    } catch (DataFormatException e) {
      throw new ZipException("corrupt");
    } finally {
      inflater.end();
    }
  }

  /** A header that says the name and nothing else: the same for the same name. */
  static byte[] header(String name) {
    byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
    byte[] header = new byte[FIXED_HEADER + text.length + 1];
    header[0] = 0x1f;
    header[1] = (byte) 0x8b;
    header[2] = 8;
    header[3] = NAME;
    header[9] = (byte) 255;
    System.arraycopy(text, 0, header, FIXED_HEADER, text.length);
    return header;
  }

  private static int afterText(byte[] bytes, int from) throws IOException {
    int next = checked(bytes, from + 1);
    while (bytes[next - 1] != 0) {
      next = checked(bytes, next + 1);
    }
    return next;
  }

  /** An index up to which there are bytes. */
  private static int checked(byte[] bytes, int at) throws IOException {
    if (at > bytes.length || at < 0) {
      throw new EOFException("cut off");
    }
    return at;
  }

  private static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  private static long uint32(byte[] bytes, int at) {
    return uint16(bytes, at) | (long) uint16(bytes, at + 2) << 16;
  }
}
