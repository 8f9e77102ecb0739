package dev.millrace.rollup;

import dev.millrace.Partition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * How far the conversion of a partition is, told to the log and the book now and then: a short one
 * tells nothing. For several threads.
 */
final class Progress {

  private static final Duration EVERY = Duration.ofSeconds(5);

  private static final Logger log = Logger.getLogger(Progress.class);

  private final Partition partition;
  private final long total;
  private final Book book;
  private final Clock clock;
  private Instant next;
  private long objects;
  private long rows;

  /**
   * Begins now.
   *
   * @param total how many objects the partition has
   */
  Progress(Partition partition, long total, Book book, Clock clock) {
    this.partition = partition;
    this.total = total;
    this.book = book;
    this.clock = clock;
    this.next = clock.instant().plus(EVERY);
  }

  /** Counts an object that was read; whose turn it is to tell does so. */
  void read(int items) {
    long read = counted(items);
    if (read > 0) {
      book.progressed(partition, read, total);
    }
  }

  /** How many have been read, if it is time to tell; else 0. */
  private synchronized long counted(int items) {
    objects++;
    rows += items;
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return 0;
    }
    next = now.plus(EVERY);
    log.infof(
        "converting %s: %d of %d objects, %d rows, %d %%",
        partition, objects, total, rows, 100 * objects / Math.max(objects, total));
    return objects;
  }

  /** Where owners see it. */
  @FunctionalInterface
  interface Book {

    /** Notes how many of the partition's objects have been read. */
    void progressed(Partition partition, long objects, long total);
  }
}
