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
    /** The body is larger than allowed, as sent or inflated. */
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

  public OtlpException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public OtlpException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public Reason reason() {
    return reason;
  }
}
