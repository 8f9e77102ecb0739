package dev.millrace.lake;

import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.store.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that lets a number of changes through and refuses all that come after. */
final class BreakingStore implements ObjectStore {

  private final ObjectStore store;
  private int changesLeft;

  BreakingStore(ObjectStore store, int changes) {
    this.store = store;
    this.changesLeft = changes;
  }

  @Override
  public void put(String key, byte[] bytes) {
    change(key);
    store.put(key, bytes);
  }

  @Override
  public void put(String key, Path file) {
    change(key);
    store.put(key, file);
  }

  @Override
  public boolean create(String key, byte[] bytes) {
    change(key);
    return store.create(key, bytes);
  }

  @Override
  public Optional<byte[]> get(String key) {
    return store.get(key);
  }

  @Override
  public boolean fetch(String key, Path target) {
    return store.fetch(key, target);
  }

  @Override
  public Stream<StoredObject> list(String prefix) {
    return store.list(prefix);
  }

  @Override
  public void delete(String key) {
    change(key);
    store.delete(key);
  }

  private void change(String key) {
    if (changesLeft == 0) {
      throw new StoreUnavailableException("cannot change " + key, new IOException("broken"));
    }
    changesLeft--;
  }
}
