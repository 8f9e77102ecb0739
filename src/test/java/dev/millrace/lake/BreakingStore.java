package dev.millrace.lake;

import dev.millrace.store.ForwardingStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Path;

/** A store that lets a number of changes through and refuses all that come after. */
final class BreakingStore extends ForwardingStore {

  private int changesLeft;

  BreakingStore(ObjectStore store, int changes) {
    super(store);
    this.changesLeft = changes;
  }

  @Override
  public void put(String key, byte[] bytes) {
    change(key);
    super.put(key, bytes);
  }

  @Override
  public void put(String key, Path file) {
    change(key);
    super.put(key, file);
  }

  @Override
  public boolean create(String key, byte[] bytes) {
    change(key);
    return super.create(key, bytes);
  }

  @Override
  public void delete(String key) {
    change(key);
    super.delete(key);
  }

  private void change(String key) {
    if (changesLeft == 0) {
      throw new StoreUnavailableException("cannot change " + key, new IOException("broken"));
    }
    changesLeft--;
  }
}
