package dev.millrace.packs;

import dev.millrace.landing.Weight;
import dev.millrace.packs.PackPlan.Placed;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the exports of some packs into others: the same exports, in the order of their names, cut by
 * the bound. The new packs are put before the old ones go.
 */
final class Rearrangement {

  private final ObjectStore store;
  private final Packs packs;
  private final Weight bound;

  Rearrangement(ObjectStore store, Packs packs, Weight bound) {
    this.store = store;
    this.packs = packs;
    this.bound = bound;
  }

  /**
   * Arranges packs of one partition and signal anew.
   *
   * @return the packs that take their place; those among them that were there already are not
   *     written
   */
  List<PackIndex> of(List<PackIndex> old) {
    List<PackIndex> arranged = new ArrayList<>();
    for (List<Placed> pack : PackPlan.cut(once(PackPlan.placed(old)), bound)) {
      arranged.add(kept(pack).orElseGet(() -> write(pack)));
    }
    old.stream().filter(pack -> !has(arranged, pack)).forEach(this::delete);
    return arranged;
  }

  /** Of copies of one export that which can be read, the pack of the smaller name first. */
  private List<Placed> once(List<Placed> placed) {
    List<Placed> once = new ArrayList<>();
    for (Placed each : placed) {
      Placed last = once.isEmpty() ? null : once.get(once.size() - 1);
      if (last == null || !last.isSameExport(each)) {
        once.add(each);
      } else if (!isWhole(last) && isWhole(each)) {
        once.set(once.size() - 1, each);
      }
    }
    return once;
  }

  private boolean isWhole(Placed placed) {
    return packs.isWhole(placed.from(), placed.member());
  }

  private static Optional<PackIndex> kept(List<Placed> members) {
    PackIndex first = members.get(0).from();
    boolean isAll =
        first.members().size() == members.size()
            && members.stream().allMatch(each -> each.from().pack().equals(first.pack()));
    return isAll ? Optional.of(first) : Optional.empty();
  }

  private PackIndex write(List<Placed> members) {
    Pack any = members.get(0).from().pack();
    PackWriter writer = new PackWriter(store, any.partition(), any.signal());
    Map<Pack, Slice> slices = new HashMap<>();
    for (Placed each : members) {
      slices
          .computeIfAbsent(each.from().pack(), pack -> slice(each.from(), members))
          .addTo(writer, each.member());
    }
    slices.values().forEach(this::refuseChanged);
    return writer.put();
  }

  /** Exports that follow one another in a pack lie side by side there. */
  private Slice slice(PackIndex from, List<Placed> members) {
    List<PackMember> wanted =
        members.stream()
            .filter(member -> member.from().pack().equals(from.pack()))
            .map(Placed::member)
            .toList();
    long start = wanted.get(0).offset();
    int length = Math.toIntExact(wanted.get(wanted.size() - 1).end() - start);
    Optional<byte[]> bytes = store.get(from.pack().key(), start, length);
    return new Slice(from, start, bytes.orElse(new byte[0]));
  }

  private void refuseChanged(Slice slice) {
    if (!packs.isCurrent(slice.from())) {
      throw new StoreUnavailableException(
          slice.from().pack().key() + " was changed while it was read", null);
    }
  }

  private static boolean has(List<PackIndex> packs, PackIndex wanted) {
    return packs.stream().anyMatch(pack -> pack.pack().equals(wanted.pack()));
  }

  /** The index first: one without its pack says that the pack was lost. */
  private void delete(PackIndex pack) {
    store.delete(pack.pack().indexKey());
    store.delete(pack.pack().key());
  }

  /**
   * A part of a pack's bytes.
   *
   * @param start where in the pack it begins
   */
  @SuppressWarnings("ArrayRecordComponent") // Neither compared nor kept.
  private record Slice(PackIndex from, long start, byte[] bytes) {

    /** Of an export that is cut off what is left of it, so that it stays known by its name. */
    void addTo(PackWriter writer, PackMember member) {
      int header = GzipMember.header(member.fileName()).length;
      int at = Math.min(bytes.length, Math.toIntExact(member.offset() - start) + header);
      writer.add(member, bytes, at, Math.min(member.length() - header, bytes.length - at));
    }
  }
}
