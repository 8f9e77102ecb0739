package dev.millrace.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The request cannot go on; the reply is a problem of this status and detail. */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Optional<Duration> retryAfter;

  ProblemException(int status, String detail) {
    this(status, detail, Optional.empty());
  }

  private ProblemException(int status, String detail, Optional<Duration> retryAfter) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The sender has to wait before it may try another key. */
  static ProblemException tooManyWrongKeys(Duration wait) {
    Duration whole = Duration.ofSeconds(wait.toSeconds() + 1);
    String detail =
        "too many wrong keys came from this address; try again in "
            + whole.toSeconds()
            + " seconds";
    return new ProblemException(429, detail, Optional.of(whole));
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  int status() {
    return status;
  }

  /** How long to wait before the request is sent again; empty if that does not help. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
