package dev.millrace.packs;

import dev.millrace.Signal;
import dev.millrace.landing.RawObject;
import dev.millrace.landing.Weight;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * An export as it goes into a pack.
 *
 * @param member lies nowhere yet
 * @param data of its gzip member, behind the header
 */
@SuppressWarnings("ArrayRecordComponent") // Neither compared nor kept.
record PreparedExport(PackMember member, byte[] data) {

  private static final Body.Bounds ANY =
      new Body.Bounds(Integer.MAX_VALUE - 16, Integer.MAX_VALUE - 16);

  /** The header of the JDK's gzip stream: it says nothing. */
  private static final int PLAIN_HEADER = 10;

  /**
   * Prepares a loose object. What lies in one gzip member is taken as it is; what came in several,
   * or in zstd, is compressed anew.
   *
   * @throws IOException if it holds no export; the message says why
   */
  static PreparedExport of(RawObject object, byte[] stored) throws IOException {
    if (stored.length == 0) {
      throw new IOException("it is empty");
    }
    if (object.coding() == ContentCoding.GZIP) {
      GzipMember first = GzipMember.read(stored, 0);
      if (first.end() == stored.length) {
        byte[] data = Arrays.copyOfRange(stored, first.data(), first.end());
        return new PreparedExport(member(object, first.content()), data);
      }
    }
    return ofContent(object, inflated(object.coding(), stored));
  }

  /**
   * Prepares an export.
   *
   * @param content protobuf, not compressed
   * @throws IOException if it is no export of the signal
   */
  static PreparedExport ofContent(RawObject object, byte[] content) throws IOException {
    return new PreparedExport(member(object, content), deflated(content));
  }

  private static PackMember member(RawObject object, byte[] content) throws IOException {
    return PackMember.of(object.hash(), object.keyId(), 0, 0, weight(object.signal(), content));
  }

  private static Weight weight(Signal signal, byte[] content) throws IOException {
    try {
      Weight weight = Weight.of(Export.parse(signal, content));
      return new Weight(content.length, weight.rows(), weight.rowBytes());
    } catch (OtlpException e) {
      throw new IOException("it holds no export of " + signal, e);
    }
  }

  private static byte[] inflated(ContentCoding coding, byte[] stored) throws IOException {
    try {
      return Body.read(new ByteArrayInputStream(stored), coding, ANY).content();
    } catch (OtlpException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static byte[] deflated(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    byte[] bytes = out.toByteArray();
    return Arrays.copyOfRange(bytes, PLAIN_HEADER, bytes.length);
  }
}
