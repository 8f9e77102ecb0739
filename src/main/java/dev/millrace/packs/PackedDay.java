package dev.millrace.packs;

import dev.millrace.Partition;
import java.util.List;

/**
 * A partition after packing.
 *
 * @param packs hold each export that landed once; ordered by key
 * @param unreadable what is in none of them
 * @param loose how many loose objects were read
 */
public record PackedDay(
    Partition partition, List<PackIndex> packs, List<Unreadable> unreadable, long loose) {

  public PackedDay {
    packs = packs.stream().sorted((one, other) -> one.pack().compareTo(other.pack())).toList();
    unreadable = List.copyOf(unreadable);
  }
}
