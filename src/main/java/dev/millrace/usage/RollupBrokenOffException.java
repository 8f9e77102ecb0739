package dev.millrace.usage;

/** A rollup or an erasure ended with the process that made it; the message is for the book. */
public final class RollupBrokenOffException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public RollupBrokenOffException(String why) {
    super(why);
  }
}
