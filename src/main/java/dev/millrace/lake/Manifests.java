package dev.millrace.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
   * The pack's manifest, or {@link PackManifest#NONE} if it has none.
   *
   * @param name see {@link LakePack#name}
   * @throws LakeException if what lies there is not readable
   */
  PackManifest read(Partition partition, String name) {
    Optional<byte[]> json = store.get(LakeLayout.manifestKey(partition, name));
    if (json.isEmpty()) {
      return PackManifest.NONE;
    }
    try {
      return PackManifest.parse(json.get());
    } catch (IOException e) {
      throw new LakeException("read the manifest", partition, name, e);
    }
  }

  void write(Partition partition, String name, PackManifest manifest) {
    store.put(LakeLayout.manifestKey(partition, name), manifest.toJson());
  }

  void delete(Partition partition, String name) {
    store.delete(LakeLayout.manifestKey(partition, name));
  }

  /** Names of all that has a manifest of its own: packs, and before them shares of a day. */
  List<String> names(Partition partition) {
    try (Stream<StoredObject> objects = store.list(LakeLayout.manifestPrefix(partition))) {
      return objects.flatMap(object -> LakeLayout.manifestName(object.key()).stream()).toList();
    }
  }

  /**
   * The day's manifest, or {@link DayManifest#NONE} if it has none.
   *
   * @throws LakeException if what lies there is not readable
   */
  DayManifest day(Partition partition) {
    Optional<byte[]> json = store.get(LakeLayout.manifestKey(partition));
    if (json.isEmpty()) {
      return DayManifest.NONE;
    }
    try {
      return DayManifest.parse(json.get());
    } catch (IOException e) {
      throw new LakeException("read the manifest", partition, "all of it", e);
    }
  }

  void write(Partition partition, DayManifest day) {
    store.put(LakeLayout.manifestKey(partition), day.toJson());
  }

  static byte[] json(ObjectMapper json, Record manifest) {
    try {
      return json.writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is always JSON", e);
    }
  }
}
