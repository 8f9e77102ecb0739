package dev.millrace.lake;

import dev.millrace.Partition;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The manifests in the store. */
final class Manifests {

  private final ObjectStore store;

  Manifests(ObjectStore store) {
    this.store = store;
  }

  /**
   * The shard's manifest, or {@link Manifest#NONE} if it has none.
   *
   * @throws LakeException if what lies there is not readable
   */
  Manifest read(Partition partition, Shard shard) {
    Optional<byte[]> json = store.get(LakeLayout.manifestKey(partition, shard));
    if (json.isEmpty()) {
      return Manifest.NONE;
    }
    try {
      return Manifest.parse(json.get());
    } catch (IOException e) {
      throw new LakeException("read the manifest", partition, shard, e);
    }
  }

  void write(Partition partition, Shard shard, Manifest manifest) {
    store.put(LakeLayout.manifestKey(partition, shard), manifest.toJson());
  }

  void delete(Partition partition, Shard shard) {
    store.delete(LakeLayout.manifestKey(partition, shard));
  }

  /** The shards of the partition that have one, of whatever sharding. */
  List<Shard> shards(Partition partition) {
    try (Stream<StoredObject> objects = store.list(LakeLayout.manifestPrefix(partition))) {
      return objects.flatMap(object -> LakeLayout.manifestShard(object.key()).stream()).toList();
    }
  }
}
