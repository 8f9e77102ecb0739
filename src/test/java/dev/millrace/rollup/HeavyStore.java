package dev.millrace.rollup;

import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that lists its objects as larger than they are, so that a small day has shards. */
record HeavyStore(ObjectStore store, long times) implements ObjectStore {

  @Override
  public Stream<StoredObject> list(String prefix) {
    return store.list(prefix).map(found -> new StoredObject(found.key(), found.size() * times));
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
  public boolean fetch(String key, Path target) {
    return store.fetch(key, target);
  }

  @Override
  public void delete(String key) {
    store.delete(key);
  }
}
