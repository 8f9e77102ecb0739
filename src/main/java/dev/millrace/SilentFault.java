package dev.millrace;

import org.jspecify.annotations.Nullable;

/**
 * A fault as it may be logged: what it is and where it happened, without its message. Messages of
 * libraries quote cookies, parameters and rows.
 */
public final class SilentFault extends Exception {

  private static final long serialVersionUID = 1;
  private static final int MAX_DEPTH = 10;

  private SilentFault(Throwable fault, int depth) {
    super(fault.getClass().getName(), causeOf(fault, depth));
    setStackTrace(fault.getStackTrace());
  }

  public static SilentFault of(Throwable fault) {
    return new SilentFault(fault, 0);
  }

  /** Causes may form a circle. */
  private static @Nullable SilentFault causeOf(Throwable fault, int depth) {
    Throwable cause = fault.getCause();
    return cause == null || depth == MAX_DEPTH ? null : new SilentFault(cause, depth + 1);
  }
}
