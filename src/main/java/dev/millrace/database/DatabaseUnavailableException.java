package dev.millrace.database;

/** The database cannot be reached or went away in the middle; the same call may succeed later. */
public final class DatabaseUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
