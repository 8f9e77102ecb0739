package dev.millrace.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store that can be put out of reach, hang, or be given a fault, for all keys or some. */
public final class BreakableStore implements ObjectStore {

  private final ObjectStore store;
  private volatile String broken = "";
  private volatile @Nullable RuntimeException failure;
  private volatile CountDownLatch repaired = new CountDownLatch(0);
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile int puts;
  private volatile int writesLeft = Integer.MAX_VALUE;

  public BreakableStore(ObjectStore store) {
    this.store = store;
  }

  public void breakDown() {
    breakDown("");
  }

  /** Puts what lies under the prefix out of reach. */
  public void breakDown(String prefix) {
    fail(prefix, new StoreUnavailableException("the store is broken on purpose", null));
  }

  /** Has every call for what lies under the prefix end so. */
  public void fail(String prefix, RuntimeException how) {
    broken = prefix;
    failure = how;
  }

  /** Has every call for what lies under the prefix hang until the repair, as a broken disk does. */
  public void hang(String prefix) {
    broken = prefix;
    repaired = new CountDownLatch(1);
  }

  public void repair() {
    failure = null;
    repaired.countDown();
    writesLeft = Integer.MAX_VALUE;
  }

  /** Dies instead of the write of that number, counted from now on. */
  public synchronized void dieAtWrite(int number) {
    writesLeft = number - 1;
  }

  /** Counts a write, of its own or of what is to die with it. */
  public synchronized void write() {
    if (writesLeft <= 0) {
      breakDown();
      throw new StoreUnavailableException("the store died on purpose", null);
    }
    writesLeft--;
  }

  /** How many objects were put that need not have been new. */
  public int puts() {
    return puts;
  }

  /** How many calls have failed. */
  public int refusals() {
    return refusals.get();
  }

  @Override
  public synchronized void put(String key, byte[] bytes) {
    write();
    working(key).put(key, bytes);
    puts++;
  }

  @Override
  public synchronized void put(String key, Path file) {
    write();
    working(key).put(key, file);
    puts++;
  }

  @Override
  public boolean create(String key, byte[] bytes) {
    write();
    return working(key).create(key, bytes);
  }

  @Override
  public Optional<byte[]> get(String key) {
    return working(key).get(key);
  }

  @Override
  public Optional<byte[]> get(String key, long offset, int length) {
    return working(key).get(key, offset, length);
  }

  @Override
  public boolean fetch(String key, Path target) {
    return working(key).fetch(key, target);
  }

  @Override
  public Stream<StoredObject> list(String prefix) {
    return working(prefix).list(prefix);
  }

  @Override
  public void delete(String key) {
    write();
    working(key).delete(key);
  }

  private ObjectStore working(String key) {
    if (key.startsWith(broken)) {
      awaitRepair();
    }
    RuntimeException how = failure;
    if (how != null && key.startsWith(broken)) {
      refusals.incrementAndGet();
      throw how;
    }
    return store;
  }

  /** No interrupt gets a thread back from a disk that hangs. */
  private void awaitRepair() {
    boolean interrupted = false;
    while (repaired.getCount() > 0) {
      try {
        repaired.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
