package dev.millrace.local;

import org.jspecify.annotations.Nullable;

/** The local server cannot start; the message tells the person at the terminal what to do. */
final class CannotStartException extends RuntimeException {

  private static final long serialVersionUID = 1;

  CannotStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
