package dev.millrace.usage;

import org.jspecify.annotations.Nullable;

/** A rollup could not be asked for; nothing was started, and the same call may succeed later. */
public final class RollupQueueUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RollupQueueUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
