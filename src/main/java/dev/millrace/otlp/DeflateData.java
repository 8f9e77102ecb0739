package dev.millrace.otlp;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Inflates what HTTP calls deflate: zlib data, or the raw deflate data that some senders take it
 * for, told apart by zlib's header, which no compressor begins raw data with.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1.2">RFC 9110, "Deflate
 *     Coding"</a>
 */
final class DeflateData implements ByteSource {

  private static final int LARGEST_READ = 256 * 1024;

  private final Inflater inflater;
  private final boolean isEmpty;

  DeflateData(byte[] sent) {
    this.inflater = new Inflater(!startsAsZlib(sent));
    this.isEmpty = sent.length == 0;
    inflater.setInput(sent);
  }

  private static boolean startsAsZlib(byte[] sent) {
    return sent.length >= 2
        && (sent[0] & 0x0f) == 8
        && ((sent[0] & 0xff) << 8 | (sent[1] & 0xff)) % 31 == 0;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (isEmpty) {
      return -1;
    }
    try {
      int read = inflater.inflate(into, offset, Math.min(length, LARGEST_READ));
      return read > 0 ? read : end();
    } catch (DataFormatException e) {
      throw new ZipException("corrupt");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int end() throws IOException {
    if (!inflater.finished()) {
      throw new EOFException("cut off");
    }
    if (inflater.getRemaining() > 0) {
      throw new ZipException("followed by something else");
    }
    return -1;
  }
}
