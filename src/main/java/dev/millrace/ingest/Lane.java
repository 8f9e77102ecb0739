package dev.millrace.ingest;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many requests of one side are worked on at once. The others wait their turn without a thread,
 * so that no side can take the threads of another.
 */
final class Lane {

  private final int most;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int running;

  Lane(int most) {
    this.most = most;
  }

  /** Begins at once, or when it is its turn. */
  void enter(Runnable begin) {
    synchronized (this) {
      if (running == most) {
        waiting.add(begin);
        return;
      }
      running++;
    }
    begin.run();
  }

  /** Gives up to wait; false if it has begun. */
  synchronized boolean giveUp(Runnable begin) {
    return waiting.remove(begin);
  }

  /** One that began has ended: the next begins in its place. */
  void leave() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        running--;
        return;
      }
    }
    next.run();
  }
}
