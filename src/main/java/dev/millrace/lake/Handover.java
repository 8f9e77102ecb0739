package dev.millrace.lake;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Elements on their way from one thread to another, a bounded number of lists at a time: whoever
 * gives waits for whoever takes, and the other way round.
 */
final class Handover<T> implements Iterator<T> {

  private static final int MOST_LISTS = 4;

  /** How soon one side notices that the other is gone. */
  private static final long NOTICE_MILLIS = 100;

  private final BlockingQueue<List<T>> lists = new ArrayBlockingQueue<>(MOST_LISTS);
  private Iterator<T> current = Collections.emptyIterator();
  private volatile boolean ended;
  private volatile boolean abandoned;

  /**
   * Gives elements.
   *
   * @throws CancellationException if nobody takes any more
   */
  void give(List<T> elements) {
    try {
      boolean taken = elements.isEmpty();
      while (!taken) {
        if (abandoned) {
          throw new CancellationException("nobody takes what is handed over");
        }
        taken = lists.offer(elements, NOTICE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** There will be no more. */
  void end() {
    ended = true;
  }

  /** Nobody will take any more. */
  void abandon() {
    abandoned = true;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && !(ended && lists.isEmpty())) {
      try {
        List<T> elements = lists.poll(NOTICE_MILLIS, TimeUnit.MILLISECONDS);
        current = elements == null ? Collections.emptyIterator() : elements.iterator();
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
    return current.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while handing over");
  }
}
