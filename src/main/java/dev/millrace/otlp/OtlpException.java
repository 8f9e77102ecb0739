package dev.millrace.otlp;

import java.util.Objects;

/**
 * The request cannot be accepted, and the same request never will be.
 *
 * <p>Its message is for the sender: what is wrong, which rule it breaks and what to change. It
 * holds nothing of the payload.
 */
public final class OtlpException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Why, as far as the reply's status tells. */
  public enum Reason {
    /** The body is not what its headers say it is. */
    UNDECODABLE(400),
    /** The body is larger than allowed, as sent, inflated or decoded. */
    TOO_LARGE(413),
    /** The content type or content encoding is not one that is read here. */
    UNSUPPORTED(415);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    /** The HTTP status of the reply; none of them is retried by OTLP clients. */
    public int status() {
      return status;
    }
  }

  private final transient Reason reason;
  private final String place;

  public OtlpException(Reason reason, String message) {
    this(reason, "", message);
  }

  private OtlpException(Reason reason, String place, String message) {
    super(message);
    this.reason = reason;
    this.place = place;
  }

  /**
   * The body is not what its headers say it is.
   *
   * @param place where in the body, as a path or an offset; empty if it is wrong as a whole
   */
  static OtlpException undecodable(String place, String message) {
    return new OtlpException(Reason.UNDECODABLE, place, message);
  }

  /**
   * The body takes more than there is room for; the message goes on with what to change.
   *
   * @param excess which limit, and what it meets
   */
  public static OtlpException tooLarge(String excess) {
    return new OtlpException(
        Reason.TOO_LARGE,
        excess
            + "; send smaller batches (in a Collector: sending_queue.batch with sizer: bytes and a"
            + " smaller max_size)");
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public Reason reason() {
    return reason;
  }

  /** Where in the body it is wrong; empty if nowhere in particular. */
  public String place() {
    return place;
  }
}
