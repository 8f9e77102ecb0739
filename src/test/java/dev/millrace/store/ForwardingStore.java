package dev.millrace.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that does what another does, but for what is overridden. */
public abstract class ForwardingStore implements ObjectStore {

  private final ObjectStore store;

  protected ForwardingStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void put(String key, byte[] bytes) {
    store.put(key, bytes);
  }

  @Override
  public void put(String key, Path file) {
    store.put(key, file);
  }

  @Override
  public boolean create(String key, byte[] bytes) {
    return store.create(key, bytes);
  }

  @Override
  public Optional<byte[]> get(String key) {
    return store.get(key);
  }

  @Override
  public Optional<byte[]> get(String key, long offset, int length) {
    return store.get(key, offset, length);
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
    store.delete(key);
  }
}
