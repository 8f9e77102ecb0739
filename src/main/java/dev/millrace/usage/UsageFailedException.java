package dev.millrace.usage;

/** Usage could not be computed or written; nothing that was there before has changed. */
public final class UsageFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UsageFailedException(String message) {
    super(message);
  }

  public UsageFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
