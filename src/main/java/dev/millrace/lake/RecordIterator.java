package dev.millrace.lake;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * The records of exports one after the other, holding those of one export at a time.
 *
 * @param <R> a record
 */
final class RecordIterator<R> implements Iterator<R> {

  private final Iterator<LandedExport> exports;
  private final Function<LandedExport, List<R>> recordsOf;
  private Iterator<R> current = Collections.emptyIterator();

  RecordIterator(Iterator<LandedExport> exports, Function<LandedExport, List<R>> recordsOf) {
    this.exports = exports;
    this.recordsOf = recordsOf;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && exports.hasNext()) {
      current = recordsOf.apply(exports.next()).iterator();
    }
    return current.hasNext();
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }
}
