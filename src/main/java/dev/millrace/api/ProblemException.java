package dev.millrace.api;

import java.util.Objects;

/** The request cannot go on; the reply is a problem of this status and detail. */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  ProblemException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  int status() {
    return status;
  }
}
