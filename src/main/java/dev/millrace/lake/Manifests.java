package dev.millrace.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.Partition;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The manifests in the store. */
final class Manifests {

  private static final Logger log = Logger.getLogger(Manifests.class);

  private final ObjectStore store;

  Manifests(ObjectStore store) {
    this.store = store;
  }

  /**
   * The pack's manifest, or {@link PackManifest#NONE} if it has none. Of one that is damaged only
   * the files are known, so that the pack is converted anew.
   *
   * @param name see {@link LakePack#name}
   * @throws LakeException if it is of another version
   */
  PackManifest read(Partition partition, String name) {
    String key = LakeLayout.manifestKey(partition, name);
    Optional<byte[]> json = store.get(key);
    if (json.isEmpty()) {
      return PackManifest.NONE;
    }
    try {
      return PackManifest.parse(json.get());
    } catch (IOException e) {
      if (PackManifest.isOfAnotherVersion(json.get())) {
        throw new LakeException("read the manifest", partition, name, e);
      }
      log.errorf("%s is damaged; its pack is converted anew", key);
      return PackManifest.ofFiles(lying(partition, name));
    }
  }

  /** The files of the pack that lie there, of whatever date: all of the lake is listed for it. */
  private List<PackManifest.File> lying(Partition partition, String name) {
    List<PackManifest.File> files = new ArrayList<>();
    for (LakeTable table : LakeTable.values()) {
      try (Stream<StoredObject> objects = store.list(LakeLayout.prefix(table, partition.org()))) {
        objects
            .filter(object -> isOf(object.key(), partition, name))
            .map(object -> new PackManifest.File(object.key(), object.size(), 0, 0))
            .forEach(files::add);
      }
    }
    return PackManifest.sorted(files);
  }

  private static boolean isOf(String key, Partition partition, String name) {
    return LakeLayout.file(key)
        .filter(file -> file.received().equals(partition.received()) && file.name().equals(name))
        .isPresent();
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
   * The day's manifest, {@link DayManifest#NONE} if it has none, or {@link DayManifest#DAMAGED}.
   *
   * @throws LakeException if it is of another version
   */
  DayManifest day(Partition partition) {
    String key = LakeLayout.manifestKey(partition);
    Optional<byte[]> json = store.get(key);
    if (json.isEmpty()) {
      return DayManifest.NONE;
    }
    try {
      return DayManifest.parse(json.get());
    } catch (IOException e) {
      if (DayManifest.isOfAnotherVersion(json.get())) {
        throw new LakeException("read the manifest", partition, "all of it", e);
      }
      log.errorf("%s is damaged; it is made anew from its packs", key);
      return DayManifest.DAMAGED;
    }
  }

  void write(Partition partition, DayManifest day) {
    store.put(LakeLayout.manifestKey(partition), day.toJson());
  }

  static boolean saysOtherVersion(ObjectMapper json, byte[] manifest, Set<Integer> known) {
    try {
      JsonNode version = json.readTree(manifest).path("version");
      return version.isInt() && !known.contains(version.asInt());
    } catch (IOException e) {
      return false;
    }
  }

  static byte[] json(ObjectMapper json, Record manifest) {
    try {
      return json.writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is always JSON", e);
    }
  }
}
