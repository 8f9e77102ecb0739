package dev.millrace.rollup;

import dev.millrace.store.ForwardingStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.util.stream.Stream;

/** A store that lists its objects as larger than they are, so that a small day has shards. */
final class HeavyStore extends ForwardingStore {

  private final long times;

  HeavyStore(ObjectStore store, long times) {
    super(store);
    this.times = times;
  }

  @Override
  public Stream<StoredObject> list(String prefix) {
    return super.list(prefix).map(found -> new StoredObject(found.key(), found.size() * times));
  }
}
