package dev.millrace.otlp;

import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body, as it was sent and inflated. The arrays are shared, not copied: nobody may
 * write to them.
 */
public final class Body {

  /** No more is made ready for a body than this before any of it has come: most are smaller. */
  private static final int LARGEST_PROMISE = 4 * 1024 * 1024;

  /** Deflate makes no byte of more than this many. */
  private static final int MAX_DEFLATE_RATIO = 1032;

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
   * @param announced its Content-Length; negative if there is none
   * @param claim grows by what the body takes
   * @throws OtlpException if it is larger than a bound, or not what its coding says
   * @throws DecodeMemory.BusyException if there is no memory for it now
   * @throws IOException if the sender goes away
   */
  public static Body read(
      InputStream in, long announced, ContentCoding coding, Bounds bounds, DecodeMemory.Claim claim)
      throws IOException {
    bounds.check(announced);
    return whole(sent(in, announced, bounds.sentBytes(), claim), coding, bounds, claim);
  }

  private static Body whole(
      byte[] sent, ContentCoding coding, Bounds bounds, DecodeMemory.Claim claim) {
    if (coding == ContentCoding.IDENTITY) {
      if (sent.length > bounds.contentBytes()) {
        throw tooLarge(sent.length + " bytes", bounds.contentBytes(), "inflated");
      }
      return new Body(coding, sent, sent);
    }
    return new Body(coding, sent, inflated(coding, sent, bounds.contentBytes(), claim));
  }

  /**
   * Takes one that has arrived, never holding more than the bounds allow.
   *
   * @param sent not copied
   * @param claim grows by what the body takes
   * @throws OtlpException if it is larger than a bound, or not what its coding says
   * @throws DecodeMemory.BusyException if there is no memory for it now
   */
  public static Body arrived(
      byte[] sent, ContentCoding coding, Bounds bounds, DecodeMemory.Claim claim) {
    bounds.check(sent.length);
    claim.grow(sent.length);
    return whole(sent, coding, bounds, claim);
  }

  /** Reads one of unknown length, with memory not counted. */
  public static Body read(InputStream in, ContentCoding coding, Bounds bounds) throws IOException {
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      return read(in, -1, coding, bounds, claim);
    }
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

  private static byte[] sent(InputStream in, long announced, int limit, DecodeMemory.Claim claim)
      throws IOException {
    try (ByteSource source = ByteSource.of(in)) {
      return BoundedBytes.read(source, limit, Math.min(announced, LARGEST_PROMISE), claim);
    } catch (BoundedBytes.Overrun e) {
      throw tooLarge((limit + 1L) + " bytes or more", limit, "as sent");
    }
  }

  private static byte[] inflated(
      ContentCoding coding, byte[] sent, int limit, DecodeMemory.Claim claim) {
    try (ByteSource source = ByteSource.inflating(coding, sent)) {
      return BoundedBytes.read(source, limit, expected(coding, sent), claim);
    } catch (BoundedBytes.Overrun e) {
      throw tooLarge((limit + 1L) + " bytes or more", limit, "inflated");
    } catch (IOException e) {
      throw OtlpException.undecodable(
          "",
          "the body is not whole %s data, though its Content-Encoding says %s: it is %s"
              .formatted(coding, coding, e.getMessage()));
    }
  }

  /** What gzip says of itself in its last four bytes, if that can be. */
  private static long expected(ContentCoding coding, byte[] sent) {
    if (coding != ContentCoding.GZIP || sent.length < 4) {
      return 0;
    }
    long said = 0;
    for (int i = 1; i <= 4; i++) {
      said = said << 8 | (sent[sent.length - i] & 0xff);
    }
    return said <= (long) sent.length * MAX_DEFLATE_RATIO ? said : 0;
  }

  private static OtlpException tooLarge(String size, int limit, String state) {
    return OtlpException.tooLarge(
        "the body is larger than the limit of %d bytes %s: it has %s"
            .formatted(limit, state, size));
  }

  /**
   * How large a body may be.
   *
   * @param sentBytes as it comes over the wire
   * @param contentBytes inflated
   */
  public record Bounds(int sentBytes, int contentBytes) {

    /**
     * What its sender is told of a body that is too large as sent.
     *
     * @param announced how large it said it is; no more than the bound if it did not say so
     */
    public String excessAsSent(long announced) {
      String size =
          announced > sentBytes ? announced + " bytes" : sentBytes + 1L + " bytes or more";
      return tooLarge(size, sentBytes, "as sent").getMessage();
    }

    /**
     * Makes sure that a body may be as large as it is announced to be.
     *
     * @throws OtlpException if not
     */
    public void check(long announced) {
      if (announced > sentBytes) {
        throw tooLarge(announced + " bytes", sentBytes, "as sent");
      }
    }
  }
}
