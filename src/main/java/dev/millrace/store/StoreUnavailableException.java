package dev.millrace.store;

/** The store cannot be reached, is full or refuses; the same call may succeed later. */
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
