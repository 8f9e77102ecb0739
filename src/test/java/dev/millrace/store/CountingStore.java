package dev.millrace.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store that counts how often each object is read, whole or in part. */
public final class CountingStore extends ForwardingStore {

  private final Map<String, Integer> reads = new ConcurrentHashMap<>();

  public CountingStore(ObjectStore store) {
    super(store);
  }

  /** By key; what was never read is not in it. */
  public Map<String, Integer> reads() {
    return reads;
  }

  @Override
  public Optional<byte[]> get(String key) {
    count(key);
    return super.get(key);
  }

  @Override
  public Optional<byte[]> get(String key, long offset, int length) {
    count(key);
    return super.get(key, offset, length);
  }

  @Override
  public boolean fetch(String key, Path target) {
    count(key);
    return super.fetch(key, target);
  }

  private void count(String key) {
    reads.merge(key, 1, Integer::sum);
  }
}
