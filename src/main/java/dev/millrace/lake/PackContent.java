package dev.millrace.lake;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** The exports of a pack, which may be read more than once. */
public interface PackContent {

  /** Which exports these are, in the order of the pack. */
  List<ExportName> names();

  /**
   * Reads some of them, one at a time.
   *
   * @param from first, by its place in {@link #names}
   * @param to exclusive
   * @param unreadable is told of each that cannot be read, which is then left out
   */
  Iterator<LandedExport> read(int from, int to, Consumer<SetAside> unreadable);
}
