package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What lies in a store of an organisation, to be looked at, taken away and put back. */
record Landscape(ObjectStore store, OrgId org) {

  /** The objects below a prefix, by key. */
  Map<String, byte[]> of(String prefix) {
    Map<String, byte[]> objects = new TreeMap<>();
    try (Stream<StoredObject> listed = store.list(prefix)) {
      listed
          .map(StoredObject::key)
          .filter(key -> key.contains("org=" + org + "/"))
          .toList()
          .forEach(key -> objects.put(key, store.get(key).orElseThrow()));
    }
    return objects;
  }

  /** The same by a hash of their bytes, to be compared. */
  Map<String, Integer> hashes(String prefix) {
    Map<String, Integer> hashes = new TreeMap<>();
    of(prefix).forEach((key, bytes) -> hashes.put(key, Arrays.hashCode(bytes)));
    return hashes;
  }

  void delete(String prefix) {
    of(prefix).keySet().forEach(store::delete);
  }

  /** Takes away all that landed in the partition. */
  void deleteLanded(Partition partition) {
    of("raw/").keySet().stream()
        .filter(key -> key.contains("date=" + partition.received()))
        .forEach(store::delete);
  }
}
