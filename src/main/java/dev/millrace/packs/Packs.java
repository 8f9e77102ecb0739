package dev.millrace.packs;

import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.landing.RawObject;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads packs. {@link dev.millrace.store.StoreUnavailableException} passes through. */
public final class Packs {

  private final ObjectStore store;

  public Packs(ObjectStore store) {
    this.store = store;
  }

  /** The packs of a partition, ordered by key. */
  public List<Pack> of(Partition partition) {
    return Arrays.stream(Signal.values())
        .flatMap(signal -> of(partition, signal).stream())
        .toList();
  }

  List<Pack> of(Partition partition, Signal signal) {
    return listed(partition, signal).stream()
        .flatMap(object -> Pack.ofKey(object.key()).stream())
        .toList();
  }

  /** Indexes whose pack is no longer there. */
  List<Pack> gone(Partition partition, Signal signal) {
    List<StoredObject> listed = listed(partition, signal);
    List<Pack> there =
        listed.stream().flatMap(object -> Pack.ofKey(object.key()).stream()).toList();
    return listed.stream()
        .flatMap(object -> Pack.ofIndexKey(object.key()).stream())
        .filter(pack -> !there.contains(pack))
        .toList();
  }

  private List<StoredObject> listed(Partition partition, Signal signal) {
    try (Stream<StoredObject> objects = store.list(RawObject.prefix(partition, signal) + "pack-")) {
      return objects.toList();
    }
  }

  /**
   * The index of a pack. One that is not there, or damaged, is made again from the pack.
   *
   * @throws DamagedPackException if the pack is damaged or gone, too
   */
  public PackIndex index(Pack pack) {
    return kept(pack).orElseGet(() -> madeAgain(pack));
  }

  private Optional<PackIndex> kept(Pack pack) {
    try {
      Optional<byte[]> kept = store.get(pack.indexKey());
      return kept.isPresent() ? Optional.of(PackIndex.parse(pack, kept.get())) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private PackIndex madeAgain(Pack pack) {
    byte[] bytes = store.get(pack.key()).orElseThrow(() -> new DamagedPackException(pack, null));
    try {
      List<PackMember> members = OpenPack.scan(bytes);
      PackIndex index = new PackIndex(pack, bytes.length, PackWriter.edition(bytes), members);
      PackIndex made = PackIndex.parse(pack, index.format());
      store.put(pack.indexKey(), made.format());
      return made;
    } catch (IOException e) {
      throw new DamagedPackException(pack, e);
    }
  }

  /** Whether the index is still that of the pack: an erasure takes it away before all else. */
  boolean isCurrent(PackIndex index) {
    return kept(index.pack()).filter(now -> now.edition().equals(index.edition())).isPresent();
  }

  /** Whether the pack's export can be read. */
  boolean isWhole(PackIndex index, PackMember member) {
    return store
        .get(index.pack().key(), member.offset(), member.length())
        .filter(bytes -> OpenPack.isWhole(index.pack().signal(), member, bytes))
        .isPresent();
  }

  /** Fetches a pack; where it is no longer there all its exports are damaged. */
  public OpenPack open(PackIndex index) {
    return new OpenPack(index, store.get(index.pack().key()).orElse(new byte[0]));
  }
}
