package dev.millrace.database;

/** The schema could not be brought up to date; what was migrated before the failure stays. */
public final class MigrationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
