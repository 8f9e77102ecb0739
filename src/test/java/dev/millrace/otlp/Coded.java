package dev.millrace.otlp;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies as senders compress them. */
public final class Coded {

  private Coded() {}

  public static byte[] as(ContentCoding coding, byte[] content) {
    return switch (coding) {
      case IDENTITY -> content;
      case GZIP -> through(GZIPOutputStream::new, content);
      case DEFLATE -> through(DeflaterOutputStream::new, content);
      case ZSTD -> through(ZstdOutputStream::new, content);
    };
  }

  /** Deflate without the head and the checksum of zlib. */
  public static byte[] rawDeflate(byte[] content) {
    Deflater raw = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      return through(out -> new DeflaterOutputStream(out, raw), content);
    } finally {
      raw.end();
    }
  }

  static byte[] through(Compression compression, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compression.onto(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A stream that compresses what is written to it. */
  interface Compression {
    OutputStream onto(OutputStream out) throws IOException;
  }
}
