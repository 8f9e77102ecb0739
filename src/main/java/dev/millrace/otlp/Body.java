package dev.millrace.otlp;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A request's body, as it was sent and inflated. The arrays are shared, not copied: nobody may
 * write to them.
 */
public final class Body {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ContentCoding coding;
  private final byte[] sent;
  private final byte[] content;

  private Body(ContentCoding coding, byte[] sent, byte[] content) {
    this.coding = coding;
    this.sent = sent;
    this.content = content;
  }

  /**
   * Reads a body to its end, never holding more than the bounds allow.
   *
   * @throws OtlpException if it is larger than a bound, or not what its coding says
   * @throws IOException if the sender goes away
   */
  public static Body read(InputStream in, ContentCoding coding, Bounds bounds) throws IOException {
    byte[] sent = in.readNBytes(limit(bounds.sentBytes()));
    if (sent.length > bounds.sentBytes()) {
      throw tooLarge("as sent", bounds.sentBytes());
    }
    return switch (coding) {
      case IDENTITY -> new Body(coding, sent, withinContent(sent, bounds));
      case GZIP -> new Body(coding, sent, gunzipped(sent, bounds));
    };
  }

  /** How {@link #sent()} is compressed. */
  public ContentCoding coding() {
    return coding;
  }

  /** The bytes that came over the wire. */
  public byte[] sent() {
    return sent;
  }

  /** The bytes that were meant: what was sent, inflated. */
  public byte[] content() {
    return content;
  }

  private static byte[] withinContent(byte[] content, Bounds bounds) {
    if (content.length > bounds.contentBytes()) {
      throw tooLarge("inflated", bounds.contentBytes());
    }
    return content;
  }

  private static byte[] gunzipped(byte[] sent, Bounds bounds) {
    if (sent.length == 0) {
      return sent;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent), BUFFER_BYTES)) {
      return withinContent(in.readNBytes(limit(bounds.contentBytes())), bounds);
    } catch (ZipException | EOFException e) {
      throw notGzip(e);
    } catch (StackOverflowError e) {
      // The JDK goes one call deeper for each member that is empty; no sender writes many.
      throw notGzip(e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  private static OtlpException notGzip(Throwable cause) {
    return new OtlpException(
        OtlpException.Reason.UNDECODABLE,
        "the body is not whole gzip data, though its Content-Encoding says gzip",
        cause);
  }

  /** One byte more than allowed tells that it is too much. */
  private static int limit(int bytes) {
    return Math.addExact(bytes, 1);
  }

  private static OtlpException tooLarge(String state, int limit) {
    return new OtlpException(
        OtlpException.Reason.TOO_LARGE,
        "the body is larger than the limit of "
            + limit
            + " bytes "
            + state
            + "; send smaller batches (in a Collector: sending_queue.batch with sizer: bytes and a"
            + " smaller max_size)");
  }

  /**
   * How large a body may be.
   *
   * @param sentBytes as it comes over the wire
   * @param contentBytes inflated
   */
  public record Bounds(int sentBytes, int contentBytes) {}
}
