package dev.millrace.packs;

import java.util.List;
import java.util.Optional;

/** Tells which pack has an export, for exports that are asked for in the order of their names. */
final class Membership {

  private final List<PackIndex> packs;
  private final int[] next;

  Membership(List<PackIndex> packs) {
    this.packs = packs;
    this.next = new int[packs.size()];
  }

  /** The export as a pack has it; empty if none does. */
  Optional<PackPlan.Placed> find(PackMember wanted) {
    for (int i = 0; i < next.length; i++) {
      List<PackMember> members = packs.get(i).members();
      while (next[i] < members.size() && members.get(next[i]).compareTo(wanted) < 0) {
        next[i]++;
      }
      if (next[i] < members.size() && members.get(next[i]).isSameExport(wanted)) {
        return Optional.of(new PackPlan.Placed(members.get(next[i]), packs.get(i)));
      }
    }
    return Optional.empty();
  }
}
