package dev.millrace.deliveries;

import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A store whose reads come back only when as many have been asked for as the gate holds.
 *
 * @param gate of reads
 */
record SlowStore(DirectoryObjectStore objects, CyclicBarrier gate) implements ObjectStore {

  @Override
  public Optional<byte[]> get(String key) {
    try {
      gate.await(30, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("nothing else was read meanwhile", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return objects.get(key);
  }

  @Override
  public void put(String key, byte[] bytes) {
    objects.put(key, bytes);
  }

  @Override
  public void put(String key, Path file) {
    objects.put(key, file);
  }

  @Override
  public boolean create(String key, byte[] bytes) {
    return objects.create(key, bytes);
  }

  @Override
  public boolean fetch(String key, Path target) {
    return objects.fetch(key, target);
  }

  @Override
  public Stream<StoredObject> list(String prefix) {
    return objects.list(prefix);
  }

  @Override
  public void delete(String key) {
    objects.delete(key);
  }
}
