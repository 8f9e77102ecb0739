package dev.millrace.lake;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * What is inside of things one after the other, one thing open at a time: the records of exports,
 * for one, of which one export may hold millions.
 *
 * @param <A> what is opened
 * @param <R> what is inside
 */
final class RecordIterator<A, R> implements Iterator<R> {

  private final Iterator<? extends A> outer;
  private final Function<? super A, Iterator<R>> inside;
  private Iterator<R> current = Collections.emptyIterator();

  RecordIterator(Iterator<? extends A> outer, Function<? super A, Iterator<R>> inside) {
    this.outer = outer;
    this.inside = inside;
  }

  /** Opens each of these. */
  static <A, R> Iterator<R> in(
      Iterable<? extends A> outer, Function<? super A, Iterator<R>> inside) {
    return new RecordIterator<>(outer.iterator(), inside);
  }

  /** Makes something of each of these, when it is asked for. */
  static <A, R> Iterator<R> each(Iterable<A> all, Function<? super A, R> made) {
    Iterator<A> each = all.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return each.hasNext();
      }

      @Override
      public R next() {
        return made.apply(each.next());
      }
    };
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && outer.hasNext()) {
      current = inside.apply(outer.next());
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
