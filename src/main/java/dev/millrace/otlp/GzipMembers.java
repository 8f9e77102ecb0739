package dev.millrace.otlp;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Inflates gzip: any number of members, checked each, and nothing after the last.
 *
 * <p>The JDK's own stream takes whatever follows a member and is no other for its end, and goes one
 * call deeper for each member that is empty.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class GzipMembers implements ByteSource {

  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  /** Collecting garbage waits for a call that inflates: this many bytes are no long wait. */
  private static final int LARGEST_READ = 256 * 1024;

  private final byte[] sent;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private int at;
  private boolean inMember;

  GzipMembers(byte[] sent) {
    this.sent = sent;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (inMember || at < sent.length) {
      if (!inMember) {
        header();
      }
      int read = inflate(into, offset, Math.min(length, LARGEST_READ));
      if (read > 0) {
        crc.update(into, offset, read);
        return read;
      }
      trailer();
    }
    return -1;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int inflate(byte[] into, int offset, int length) throws IOException {
    try {
      int read = inflater.inflate(into, offset, length);
      if (read == 0 && !inflater.finished()) {
        throw new EOFException("cut off");
      }
      return read;
    } catch (DataFormatException e) {
      throw new ZipException("corrupt");
    }
  }

  private void header() throws IOException {
    int start = at;
    if (uint16() != MAGIC || uint8() != DEFLATE) {
      throw new ZipException(start == 0 ? "no gzip at its start" : "no gzip after a member");
    }
    int flags = uint8();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(uint16());
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & RESERVED) != 0 || ((flags & HEADER_CRC) != 0 && !isHeaderWhole(start))) {
      throw new ZipException("corrupt header");
    }
    crc.reset();
    inflater.reset();
    inflater.setInput(sent, at, sent.length - at);
    inMember = true;
  }

  private boolean isHeaderWhole(int start) throws IOException {
    crc.reset();
    crc.update(sent, start, at - start);
    return uint16() == (crc.getValue() & 0xffff);
  }

  private void trailer() throws IOException {
    at = sent.length - inflater.getRemaining();
    if (uint32() != crc.getValue() || uint32() != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("wrong checksum or length");
    }
    inMember = false;
  }

  private int uint8() throws IOException {
    if (at == sent.length) {
      throw new EOFException("cut off");
    }
    return sent[at++] & 0xff;
  }

  private int uint16() throws IOException {
    return uint8() | uint8() << 8;
  }

  private long uint32() throws IOException {
    return uint16() | (long) uint16() << 16;
  }

  private void skip(int bytes) throws IOException {
    if (bytes > sent.length - at) {
      throw new EOFException("cut off");
    }
    at += bytes;
  }

  private void skipText() throws IOException {
    while (uint8() != 0) {
      // on to the 0 that ends it
    }
  }
}
