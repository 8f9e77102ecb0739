package dev.millrace.usage;

/** Makes rollups and erasures in this process. */
public interface RollupMaker {

  /**
   * Makes what the message asks for; how it ended is in the book and in the log.
   *
   * @param message JSON of a {@link RollupMessage} or an {@link ErasureMessage}
   * @return whether this process is fit for more, as it may not be after memory ran out
   */
  boolean make(String message);
}
