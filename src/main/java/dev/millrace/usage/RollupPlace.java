package dev.millrace.usage;

/** Where a server has rollups and erasures made; for several threads. */
public interface RollupPlace extends AutoCloseable {

  /**
   * Has made what the message asks for, and waits for it; how it ended is in the book.
   *
   * @param message see {@link RollupMaker#make}
   * @throws RollupBrokenOffException if nobody is left who could enter it there
   */
  void make(String message);

  /**
   * Breaks off what is being made: it stays open in the book, and is made again another time. What
   * is asked for later is not made.
   */
  @Override
  void close();
}
