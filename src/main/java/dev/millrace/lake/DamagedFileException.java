package dev.millrace.lake;

import java.time.LocalDate;

/**
 * A file of the lake is none any more, as when it was cut off or written over from outside. To roll
 * up its day of arrival makes it anew from what landed.
 */
public final class DamagedFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final LocalDate received;

  DamagedFileException(String key, long bytes, LocalDate received) {
    super(
        key
            + " is damaged: a Parquet file begins and ends with PAR1, but its "
            + bytes
            + " bytes do not; to roll up "
            + received
            + " makes it anew");
    this.received = received;
  }

  /** The day of arrival (UTC) that is to be rolled up. */
  public LocalDate received() {
    return received;
  }
}
