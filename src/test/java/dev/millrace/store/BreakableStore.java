package dev.millrace.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that can be put out of reach. */
public final class BreakableStore implements ObjectStore {

  private final ObjectStore store;
  private volatile boolean broken;

  public BreakableStore(ObjectStore store) {
    this.store = store;
  }

  public void breakDown() {
    broken = true;
  }

  public void repair() {
    broken = false;
  }

  @Override
  public void put(String key, byte[] bytes) {
    working().put(key, bytes);
  }

  @Override
  public void put(String key, Path file) {
    working().put(key, file);
  }

  @Override
  public boolean create(String key, byte[] bytes) {
    return working().create(key, bytes);
  }

  @Override
  public Optional<byte[]> get(String key) {
    return working().get(key);
  }

  @Override
  public boolean fetch(String key, Path target) {
    return working().fetch(key, target);
  }

  @Override
  public Stream<StoredObject> list(String prefix) {
    return working().list(prefix);
  }

  @Override
  public void delete(String key) {
    working().delete(key);
  }

  private ObjectStore working() {
    if (broken) {
      throw new StoreUnavailableException("the store is broken on purpose", null);
    }
    return store;
  }
}
