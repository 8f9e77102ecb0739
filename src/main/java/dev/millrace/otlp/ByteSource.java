package dev.millrace.otlp;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Where bytes come from: a connection, or a body that is inflated while it is read. */
interface ByteSource extends Closeable {

  /**
   * Puts some bytes into the array, at least one if {@code length} is not 0.
   *
   * @return how many; negative at the end
   * @throws IOException if they do not come whole
   */
  int read(byte[] into, int offset, int length) throws IOException;

  @Override
  void close();

  /** The stream's bytes; closing is left to who opened it. */
  static ByteSource of(InputStream in) {
    return new ByteSource() {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return in.read(into, offset, length);
      }

      @Override
      public void close() {}
    };
  }

  /** What was sent, inflated. */
  static ByteSource inflating(ContentCoding coding, byte[] sent) throws IOException {
    return switch (coding) {
      case IDENTITY -> throw new IllegalArgumentException("nothing to inflate");
      case GZIP -> new GzipMembers(sent);
      case DEFLATE -> new DeflateData(sent);
      case ZSTD -> new ZstdFrames(sent);
    };
  }
}
