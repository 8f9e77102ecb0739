package dev.millrace.packs;

import dev.millrace.landing.RawObject;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.store.StoredObject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Loose objects in the order they are listed, fetched and prepared by other threads before they are
 * asked for. What is under way is bounded by number and by stored bytes. To be closed.
 */
final class LooseObjects implements Iterator<LooseObjects.Loose>, AutoCloseable {

  /** Stored bytes under way, some hundred batches; inflated they are a dozen times as much. */
  private static final long MOST_BYTES = 8L << 20;

  private final Iterator<StoredObject> listed;
  private final ObjectStore store;
  private final int readers;
  private final ExecutorService threads;
  private final Deque<Reading> reading = new ArrayDeque<>();
  private long bytesReading;

  LooseObjects(Iterator<StoredObject> listed, ObjectStore store, int readers) {
    this.listed = listed;
    this.store = store;
    this.readers = readers;
    this.threads = Executors.newFixedThreadPool(readers, task -> new Thread(task, "packing"));
  }

  /**
   * A loose object, and what was found in it.
   *
   * @param export empty if it cannot be read, or is no longer there
   * @param damage why it cannot be read; empty if it can be, or is no longer there
   */
  record Loose(RawObject object, long bytes, Optional<PreparedExport> export, String damage) {}

  @Override
  public boolean hasNext() {
    readAhead();
    return !reading.isEmpty();
  }

  @Override
  public Loose next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Reading next = reading.remove();
    bytesReading -= next.bytes();
    try {
      return next.loose().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreUnavailableException cause
          ? cause
          : new IllegalStateException("a landed object could not be packed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while landed objects were packed");
    }
  }

  /** However large an object is, there is one. */
  private void readAhead() {
    while (reading.size() < 2 * readers
        && (bytesReading < MOST_BYTES || reading.isEmpty())
        && listed.hasNext()) {
      StoredObject stored = listed.next();
      RawObject.ofKey(stored.key()).ifPresent(object -> read(object, stored.size()));
    }
  }

  private void read(RawObject object, long bytes) {
    reading.add(new Reading(threads.submit(() -> prepared(object, bytes)), bytes));
    bytesReading += bytes;
  }

  private Loose prepared(RawObject object, long bytes) {
    Optional<byte[]> stored = store.get(object.key());
    if (stored.isEmpty()) {
      return new Loose(object, bytes, Optional.empty(), "");
    }
    try {
      return new Loose(object, bytes, Optional.of(PreparedExport.of(object, stored.get())), "");
    } catch (IOException e) {
      return new Loose(object, bytes, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private record Reading(Future<Loose> loose, long bytes) {}
}
