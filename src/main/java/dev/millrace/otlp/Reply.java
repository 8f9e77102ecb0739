package dev.millrace.otlp;

import com.google.rpc.Code;
import dev.millrace.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an export request, in the request's encoding.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp-response">OTLP specification,
 *     "OTLP/HTTP Response"</a>
 */
public final class Reply {

  /** Below this the head and the end of gzip take what it saves. */
  private static final int WORTH_COMPRESSING = 256;

  private static final byte[] EMPTY_PROTOBUF = {};
  private static final byte[] EMPTY_JSON = {'{', '}'};

  private final int status;
  private final Encoding encoding;
  private final byte[] body;
  private final Optional<Duration> retryAfter;

  private Reply(int status, Encoding encoding, byte[] body, Optional<Duration> retryAfter) {
    this.status = status;
    this.encoding = encoding;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  /** Everything was accepted: the empty export response of any signal. */
  public static Reply accepted(Encoding encoding) {
    return new Reply(
        200, encoding, encoding == Encoding.JSON ? EMPTY_JSON : EMPTY_PROTOBUF, Optional.empty());
  }

  /**
   * It was accepted but for some records, or with something to be said about it; without either the
   * same as {@link #accepted(Encoding)}.
   *
   * @param rejected how many records were not
   * @param remark in English; empty if there is nothing to say
   */
  public static Reply accepted(Signal signal, Encoding encoding, int rejected, String remark) {
    if (rejected == 0 && remark.isEmpty()) {
      return accepted(encoding);
    }
    return new Reply(
        200, encoding, PartialSuccess.of(signal, encoding, rejected, remark), Optional.empty());
  }

  /**
   * Nothing was accepted: a {@code google.rpc.Status}.
   *
   * @param message for the sender: what is wrong and what to change; nothing of the payload
   */
  public static Reply refused(int status, Encoding encoding, String message) {
    return new Reply(
        status, encoding, StatusBody.of(code(status), encoding, message), Optional.empty());
  }

  /** The body cannot be accepted; if a place in it is to blame the Status names it. */
  public static Reply refused(Encoding encoding, OtlpException e) {
    int status = e.reason().status();
    byte[] body =
        e.reason() == OtlpException.Reason.UNDECODABLE
            ? StatusBody.ofBadRequest(encoding, e.getMessage(), e.place())
            : StatusBody.of(code(status), encoding, e.getMessage());
    return new Reply(status, encoding, body, Optional.empty());
  }

  /** Nothing was accepted for now; the same request again may be. */
  public static Reply unavailable(Encoding encoding, String message, Duration retryAfter) {
    return new Reply(
        503, encoding, StatusBody.of(code(503), encoding, message), Optional.of(retryAfter));
  }

  /** Nothing was accepted for the sender has sent too much; the same request again may be. */
  public static Reply tooMany(Encoding encoding, String message, Duration retryAfter) {
    return new Reply(
        429, encoding, StatusBody.of(code(429), encoding, message), Optional.of(retryAfter));
  }

  public int status() {
    return status;
  }

  public Encoding encoding() {
    return encoding;
  }

  public byte[] body() {
    return body.clone();
  }

  /**
   * The body in gzip, if the client takes that and it is worth it. JSON never is: a function's
   * gateway takes it for text, whatever its coding.
   *
   * @param acceptEncoding null if the client does not say
   */
  public Optional<byte[]> gzip(@Nullable String acceptEncoding) {
    if (encoding == Encoding.JSON
        || body.length < WORTH_COMPRESSING
        || !AcceptEncoding.takesGzip(acceptEncoding)) {
      return Optional.empty();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return Optional.of(out.toByteArray());
  }

  /** How long the sender is asked to wait before it sends the request again. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  private static Code code(int status) {
    return switch (status) {
      case 400, 413, 415 -> Code.INVALID_ARGUMENT;
      case 401 -> Code.UNAUTHENTICATED;
      case 403 -> Code.PERMISSION_DENIED;
      case 404 -> Code.NOT_FOUND;
      case 405 -> Code.UNIMPLEMENTED;
      case 429 -> Code.RESOURCE_EXHAUSTED;
      case 503 -> Code.UNAVAILABLE;
      case 500 -> Code.INTERNAL;
      default -> throw new IllegalArgumentException("no reply has status " + status);
    };
  }
}
