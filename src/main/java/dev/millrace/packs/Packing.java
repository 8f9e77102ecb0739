package dev.millrace.packs;

import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.landing.QueuedExport;
import dev.millrace.landing.RawObject;
import dev.millrace.landing.Weight;
import dev.millrace.packs.LooseObjects.Loose;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Brings all that landed of a partition into packs.
 *
 * <p>It can be cut off anywhere, and repeated. One run at a time packs a partition; should two do
 * so at once, both may pack the same exports, and the next one that comes merges these packs.
 * {@link dev.millrace.store.StoreUnavailableException} passes through.
 */
public final class Packing {

  /**
   * What one pack may take to convert. A day of 500 people is 700 MB of protobuf and 6.5 M rows, so
   * that it has some ten packs a signal, which go through one at a time in a heap of 512 MB.
   */
  public static final Weight BOUND = new Weight(96L << 20, 500_000, 512L << 20);

  private final ObjectStore store;
  private final int readers;
  private final Weight bound;
  private final Packs packs;
  private final Rearrangement rearrangement;

  /**
   * Packing.
   *
   * @param readers how many loose objects are read at once
   * @param bound of a pack
   */
  public Packing(ObjectStore store, int readers, Weight bound) {
    this.store = store;
    this.readers = readers;
    this.bound = bound;
    this.packs = new Packs(store);
    this.rearrangement = new Rearrangement(store, packs, bound);
  }

  /**
   * Packs what is loose, and merges packs where there are many small ones.
   *
   * @param isOver whether nothing more lands on that day: then all its packs are made canonical,
   *     the same whatever was packed when
   */
  public PackedDay pack(Partition partition, boolean isOver) {
    List<PackIndex> all = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    long loose = 0;
    for (Signal signal : Signal.values()) {
      Shelf shelf = new Shelf(partition, signal, unreadable);
      shelf.separate();
      shelf.add();
      shelf.merge(isOver);
      all.addAll(shelf.indexes);
      loose += shelf.loose;
    }
    return new PackedDay(partition, all, unreadable, loose);
  }

  /**
   * Packs exports that never were loose objects. Exports that are in other packs too are found when
   * the partition is packed.
   *
   * @param exports of one partition and signal, in any order
   * @return exports that cannot be packed
   */
  public List<QueuedExport> add(List<QueuedExport> exports) {
    List<QueuedExport> refused = new ArrayList<>();
    SortedMap<PackMember, PreparedExport> prepared = new TreeMap<>();
    for (QueuedExport each : exports) {
      try {
        PreparedExport export = PreparedExport.of(each.object(), each.bytes());
        prepared.put(export.member(), export);
      } catch (IOException e) {
        refused.add(each);
      }
    }
    if (!prepared.isEmpty()) {
      write(exports.get(0).object(), prepared.values());
    }
    return refused;
  }

  private void write(RawObject any, Collection<PreparedExport> exports) {
    Partition partition = new Partition(any.org(), any.received());
    PackWriter writer = new PackWriter(store, partition, any.signal());
    for (PreparedExport export : exports) {
      if (!writer.isEmpty() && !writer.weightWith(export.member()).isWithin(bound)) {
        writer.put();
        writer = new PackWriter(store, partition, any.signal());
      }
      writer.add(export);
    }
    writer.put();
  }

  /** The packs of one signal, while they are worked on. */
  private final class Shelf {

    private final Partition partition;
    private final Signal signal;
    private final List<Unreadable> unreadable;
    private final List<PackIndex> indexes = new ArrayList<>();
    private long loose;

    Shelf(Partition partition, Signal signal, List<Unreadable> unreadable) {
      this.partition = partition;
      this.signal = signal;
      this.unreadable = unreadable;
      for (Pack pack : packs.of(partition, signal)) {
        open(pack);
      }
      packs.gone(partition, signal).forEach(gone -> report(gone, "the pack is no longer there"));
    }

    private void open(Pack pack) {
      try {
        indexes.add(packs.index(pack));
      } catch (DamagedPackException e) {
        report(pack, "neither the pack nor its index can be read");
      }
    }

    private void report(Pack pack, String reason) {
      unreadable.add(new Unreadable(pack.key(), 0, reason));
    }

    /** What a run that was cut off, or another at the same time, left in two packs. */
    void separate() {
      arrange(PackPlan.sharing(indexes));
    }

    private void arrange(List<PackIndex> some) {
      if (!some.isEmpty()) {
        List<PackIndex> arranged = rearrangement.of(some);
        indexes.removeAll(some);
        indexes.addAll(arranged);
      }
    }

    /** Packs loose objects as they are listed, which is in the order of their names. */
    void add() {
      Membership membership = new Membership(List.copyOf(indexes));
      FreshPack fresh = new FreshPack();
      boolean replaces = false;
      try (Stream<StoredObject> listed = store.list(RawObject.prefix(partition, signal));
          LooseObjects objects = new LooseObjects(listed.iterator(), store, readers)) {
        while (objects.hasNext()) {
          Loose next = objects.next();
          if (next.export().isPresent()) {
            loose++;
            PreparedExport export = next.export().get();
            var packed = membership.find(export.member());
            if (packed.isPresent() && packs.isWhole(packed.get().from(), packed.get().member())) {
              store.delete(next.object().key());
            } else {
              replaces |= packed.isPresent();
              fresh.add(next.object(), export);
            }
          } else if (!next.damage().isEmpty()) {
            unreadable.add(new Unreadable(next.object().key(), next.bytes(), next.damage()));
          }
        }
      }
      fresh.put();
      if (replaces) {
        separate();
      }
    }

    /** Makes the packs canonical, or merges the small ones of which there are many. */
    void merge(boolean isOver) {
      if (isOver) {
        arrange(List.copyOf(indexes));
      } else {
        PackPlan.alike(indexes, bound).forEach(this::arrange);
      }
    }

    /** A pack that is being filled; full ones are put and their loose objects deleted. */
    private final class FreshPack {

      private PackWriter writer = new PackWriter(store, partition, signal);
      private final List<RawObject> objects = new ArrayList<>();

      void add(RawObject object, PreparedExport export) {
        if (isTwin(object)) {
          objects.add(object);
          return;
        }
        if (!writer.isEmpty() && !writer.weightWith(export.member()).isWithin(bound)) {
          put();
        }
        writer.add(export);
        objects.add(object);
      }

      /** One export that was sent in two codings lies there twice, side by side. */
      private boolean isTwin(RawObject object) {
        return !objects.isEmpty() && object.isSameExport(objects.get(objects.size() - 1));
      }

      void put() {
        if (!writer.isEmpty()) {
          indexes.add(writer.put());
          objects.forEach(object -> store.delete(object.key()));
          objects.clear();
          writer = new PackWriter(store, partition, signal);
        }
      }
    }
  }
}
