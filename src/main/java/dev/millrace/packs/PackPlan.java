package dev.millrace.packs;

import dev.millrace.landing.Weight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which packs are to be arranged anew, and how. Nothing here reads or writes. */
final class PackPlan {

  /** So many packs of about one size become one: a byte is moved once for each such step. */
  static final int ALIKE = 8;

  private PackPlan() {}

  /**
   * An export and the pack it lies in.
   *
   * @param from that pack
   */
  record Placed(PackMember member, PackIndex from) implements Comparable<Placed> {

    boolean isSameExport(Placed other) {
      return member.isSameExport(other.member);
    }

    @Override
    public int compareTo(Placed other) {
      int byName = member.compareTo(other.member);
      return byName != 0 ? byName : from.pack().compareTo(other.from.pack());
    }
  }

  /** All exports of the packs in the order of their names; one that two packs have stands twice. */
  static List<Placed> placed(List<PackIndex> packs) {
    List<Placed> placed = new ArrayList<>();
    for (PackIndex pack : packs) {
      pack.members().forEach(member -> placed.add(new Placed(member, pack)));
    }
    Collections.sort(placed);
    return placed;
  }

  /** The packs that have an export in common with another. */
  static List<PackIndex> sharing(List<PackIndex> packs) {
    Set<PackIndex> sharing = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Placed> placed = placed(packs);
    for (int i = 1; i < placed.size(); i++) {
      if (placed.get(i).isSameExport(placed.get(i - 1))) {
        sharing.add(placed.get(i).from());
        sharing.add(placed.get(i - 1).from());
      }
    }
    return packs.stream().filter(sharing::contains).toList();
  }

  /** Groups of packs of about one size that are to become one each. */
  static List<List<PackIndex>> alike(List<PackIndex> packs, Weight bound) {
    SortedMap<Integer, List<PackIndex>> tiers = new TreeMap<>();
    for (PackIndex pack : packs) {
      if (pack.weight().times(2).isWithin(bound)) {
        tiers.computeIfAbsent(tier(pack), tier -> new ArrayList<>()).add(pack);
      }
    }
    return tiers.values().stream().filter(tier -> tier.size() >= ALIKE).toList();
  }

  private static int tier(PackIndex pack) {
    int tier = 0;
    for (long bytes = pack.weight().inflated(); bytes >= ALIKE; bytes /= ALIKE) {
      tier++;
    }
    return tier;
  }

  /**
   * Cuts exports into packs: each as full as the bound allows, and one that is over it alone in its
   * own.
   *
   * @param placed in the order of their names, each once
   */
  static List<List<Placed>> cut(List<Placed> placed, Weight bound) {
    List<List<Placed>> packs = new ArrayList<>();
    Weight weight = Weight.NONE;
    for (Placed each : placed) {
      Weight more = weight.plus(each.member().weight());
      if (packs.isEmpty() || !more.isWithin(bound)) {
        packs.add(new ArrayList<>());
        more = each.member().weight();
      }
      packs.get(packs.size() - 1).add(each);
      weight = more;
    }
    return packs;
  }
}
