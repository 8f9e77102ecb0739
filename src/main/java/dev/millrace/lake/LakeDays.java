package dev.millrace.lake;

import dev.millrace.Partition;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what counts of days of arrival, and which event dates have another content since their usage
 * was computed.
 *
 * <p>New files are put before the day's manifest lists them, and those that it lists no longer are
 * deleted afterwards. An organisation's days are changed by one at a time.
 */
public final class LakeDays {

  private final ObjectStore store;
  private final Manifests manifests;

  public LakeDays(ObjectStore store) {
    this.store = store;
    this.manifests = new Manifests(store);
  }

  /**
   * Lets these packs count in place of all that counted of the day.
   *
   * @param packs all of the day, converted
   * @param loose exports that could not even be packed
   * @param basis what usage is computed from besides the lake, as a text: where it is another, all
   *     dates are to be computed
   * @return the event dates (UTC) that are to be computed, with those that a run before left over
   */
  public SortedSet<LocalDate> count(
      Partition partition,
      Map<LakePack, PackManifest> packs,
      Collection<SetAside> loose,
      String basis) {
    DayManifest before = manifests.day(partition);
    DayManifest next =
        new DayManifest(
            DayManifest.VERSION,
            LakeLayout.VERSION,
            basis,
            packs.entrySet().stream()
                .map(pack -> counted(pack.getKey(), pack.getValue()))
                .sorted(Comparator.comparing(DayManifest.Pack::name))
                .toList(),
            Stream.concat(
                    packs.values().stream().flatMap(pack -> pack.setAside().stream()),
                    loose.stream())
                .sorted(Comparator.comparing(SetAside::export))
                .toList(),
            before.open());
    SortedSet<LocalDate> open = new TreeSet<>(before.open());
    open.addAll(before.changedIn(next));
    if (!before.isCurrent()) {
      open.addAll(datesOfWhatCountedWithoutManifest(partition, packs.keySet()));
    }
    DayManifest counting = next.withOpen(open);
    if (!counting.equals(before)) {
      manifests.write(partition, counting);
    }
    return open;
  }

  private static DayManifest.Pack counted(LakePack pack, PackManifest manifest) {
    return new DayManifest.Pack(
        pack.name(), pack.edition(), Fingerprints.count(manifest.exports()), manifest.files());
  }

  /** Of a version that had no manifests of days. */
  private SortedSet<LocalDate> datesOfWhatCountedWithoutManifest(
      Partition partition, Set<LakePack> packs) {
    Set<String> counting = packs.stream().map(LakePack::name).collect(Collectors.toSet());
    SortedSet<LocalDate> dates = new TreeSet<>();
    for (String name : manifests.names(partition)) {
      if (!counting.contains(name)) {
        dates.addAll(manifests.read(partition, name).activityDates());
      }
    }
    return dates;
  }

  /** Deletes the files of what does not count any longer, and then its manifests. */
  public void tidy(Partition partition) {
    DayManifest day = manifests.day(partition);
    Set<String> counting = day.packNames();
    Set<String> keys = day.keys();
    for (String name : manifests.names(partition)) {
      if (!counting.contains(name)) {
        manifests.read(partition, name).files().stream()
            .map(PackManifest.File::key)
            .filter(key -> !keys.contains(key))
            .forEach(store::delete);
        manifests.delete(partition, name);
      }
    }
  }

  /** Notes that usage of these event dates is up to date with the day. */
  public void settle(Partition partition, Collection<LocalDate> dates) {
    DayManifest day = manifests.day(partition);
    SortedSet<LocalDate> left = new TreeSet<>(day.open());
    if (left.removeAll(Set.copyOf(dates))) {
      manifests.write(partition, day.withOpen(left));
    }
  }

  /** Has usage of these event dates computed again by the day's next run. */
  public void open(Partition partition, Collection<LocalDate> dates) {
    DayManifest day = manifests.day(partition);
    SortedSet<LocalDate> open = new TreeSet<>(day.open());
    if (open.addAll(dates)) {
      manifests.write(partition, day.withOpen(open));
    }
  }

  /** The event dates (UTC) that have activity of the day. */
  public SortedSet<LocalDate> dates(Partition partition) {
    return new TreeSet<>(PackManifest.contents(manifests.day(partition).files()).keySet());
  }

  /** Whether all that counts of the day is still among these exports. */
  public boolean isAllAmong(Partition partition, Map<LakePack, PackContent> present) {
    List<DayManifest.Pack> elsewhere = new ArrayList<>(manifests.day(partition).packs());
    Map<String, String> editions = new HashMap<>();
    present.keySet().forEach(pack -> editions.put(pack.name(), pack.edition()));
    elsewhere.removeIf(pack -> pack.edition().equals(editions.get(pack.name())));
    if (elsewhere.isEmpty()) {
      return true;
    }
    Fingerprints exports = Fingerprints.of(present.values());
    return elsewhere.stream()
        .map(pack -> manifests.read(partition, pack.name()))
        .allMatch(pack -> exports.holdAllOf(pack.exports()));
  }

  /** Whether something of the day has been converted by a program of this version. */
  public boolean isCounted(Partition partition) {
    return manifests.day(partition).isCurrent();
  }

  /** Whether there is anything of the day, by a program of whatever version. */
  public boolean hasFiles(Partition partition) {
    return !manifests.names(partition).isEmpty();
  }

  /** What of the day does not count. */
  public List<SetAside> setAside(Partition partition) {
    return manifests.day(partition).setAside();
  }

  /**
   * Has packs of the day converted again and their dates computed: those of which something was set
   * aside, and those of which a file is gone or of another size.
   */
  public void distrustIncomplete(Partition partition) {
    distrust(partition, lying(partition));
  }

  /** Has all packs of the day converted again, and all dates computed. */
  public void distrustAll(Partition partition) {
    distrust(partition, Map.of());
  }

  /**
   * Distrusts packs.
   *
   * @param lying sizes of files that lie there, by key
   */
  private void distrust(Partition partition, Map<String, Long> lying) {
    SortedSet<LocalDate> dates = new TreeSet<>();
    for (DayManifest.Pack pack : manifests.day(partition).packs()) {
      PackManifest manifest = manifests.read(partition, pack.name());
      boolean whole =
          pack.files().stream()
              .allMatch(file -> lying.getOrDefault(file.key(), -1L) == file.bytes());
      if (!whole) {
        dates.addAll(PackManifest.contents(pack.files()).keySet());
      }
      if (manifest.settled() && (!whole || !manifest.setAside().isEmpty())) {
        manifests.write(partition, pack.name(), manifest.unsettled());
      }
    }
    open(partition, dates);
  }

  private Map<String, Long> lying(Partition partition) {
    Map<String, Long> lying = new HashMap<>();
    Set<String> prefixes =
        manifests.day(partition).keys().stream()
            .map(key -> key.substring(0, key.lastIndexOf('/') + 1))
            .collect(Collectors.toSet());
    for (String prefix : prefixes) {
      try (Stream<StoredObject> objects = store.list(prefix + "received=" + partition.received())) {
        objects.forEach(object -> lying.put(object.key(), object.size()));
      }
    }
    return lying;
  }
}
