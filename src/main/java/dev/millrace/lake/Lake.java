package dev.millrace.lake;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lake as its readers see it.
 *
 * <p>A file of activity is one of the lake only if the manifest of its day of arrival lists it:
 * there may be others, of packs that do not count yet or no longer.
 */
public final class Lake {

  private final ObjectStore store;
  private final Manifests manifests;

  /** What {@link #unchanged} has read on this thread. */
  private final ThreadLocal<Map<Partition, DayManifest>> read = new ThreadLocal<>();

  public Lake(ObjectStore store) {
    this.store = store;
    this.manifests = new Manifests(store);
  }

  /**
   * Does work on this thread while which nothing of the lake changes, so that each manifest is read
   * once for all of it.
   */
  public <T> T unchanged(Supplier<T> work) {
    read.set(new HashMap<>());
    try {
      return work.get();
    } finally {
      read.remove();
    }
  }

  /**
   * Keys of the organisation's files of activity, by event date; those of another version of the
   * tables are left out.
   *
   * @param first UTC day, inclusive
   * @param last UTC day, inclusive
   */
  public List<String> activityKeys(OrgId org, LocalDate first, LocalDate last) {
    return counting(org, first, last).map(StoredObject::key).toList();
  }

  /**
   * Makes the files that {@link #activityKeys} names readable as local ones, under their keys,
   * whose folders say organisation and event date.
   *
   * @param folder for nothing else
   * @throws DamagedFileException if what lies there is no Parquet file
   */
  public List<Path> fetchActivity(OrgId org, LocalDate first, LocalDate last, Path folder)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (String key : activityKeys(org, first, last)) {
      Path file = folder.resolve(key);
      Files.createDirectories(file.getParent());
      if (store.fetch(key, file)) {
        refuseDamaged(key, file);
        files.add(file);
      }
    }
    return files;
  }

  private static void refuseDamaged(String key, Path file) throws IOException {
    if (!ParquetMark.isOn(file)) {
      LakeFile damaged = LakeLayout.file(key).orElseThrow();
      throw new DamagedFileException(key, Files.size(file), damaged.received());
    }
  }

  /** Bytes of the files that {@link #activityKeys} names. */
  public long activityBytes(OrgId org, LocalDate first, LocalDate last) {
    return counting(org, first, last).mapToLong(StoredObject::size).sum();
  }

  /**
   * The packs that {@link #activityKeys} names files of, as {@code <received>-<name>}: between
   * {@code received=} and the version in a file's name.
   */
  public SortedSet<String> activityPacks(OrgId org, LocalDate first, LocalDate last) {
    return counting(org, first, last)
        .flatMap(object -> LakeLayout.file(object.key()).stream())
        .map(file -> file.received() + "-" + file.name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The latest day of arrival of what is in the files of activity; empty if there are none. */
  public static Optional<LocalDate> newestReceived(List<String> activityKeys) {
    return activityKeys.stream()
        .flatMap(key -> LakeLayout.file(key).stream())
        .map(LakeFile::received)
        .max(Comparator.naturalOrder());
  }

  /**
   * The days of arrival whose activity on these event dates was written by a program of another
   * version, or whose manifest is damaged, so that they have to be converted anew before it is
   * complete.
   *
   * @param first UTC day, inclusive
   * @param last UTC day, inclusive
   */
  public SortedSet<LocalDate> outdated(OrgId org, LocalDate first, LocalDate last) {
    Map<LocalDate, DayManifest> days = new HashMap<>();
    return objects(org, first, last)
        .flatMap(object -> LakeLayout.file(object.key()).stream())
        .filter(
            file ->
                !file.isOfPack()
                    || file.version() != LakeLayout.VERSION
                    || day(days, org, file.received()) == DayManifest.DAMAGED)
        .map(LakeFile::received)
        .distinct()
        .filter(received -> !day(days, org, received).isCurrent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The days of arrival (UTC) of which the organisation has files, of whatever table. */
  public SortedSet<LocalDate> received(OrgId org) {
    return Arrays.stream(LakeTable.values())
        .flatMap(table -> objects(LakeLayout.prefix(table, org)).stream())
        .flatMap(object -> LakeLayout.file(object.key()).stream())
        .map(LakeFile::received)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The files of activity that count, in the order of their keys. */
  private Stream<StoredObject> counting(OrgId org, LocalDate first, LocalDate last) {
    Map<LocalDate, DayManifest> days = new HashMap<>();
    return objects(org, first, last).filter(object -> counts(days, org, object.key()));
  }

  private boolean counts(Map<LocalDate, DayManifest> days, OrgId org, String key) {
    return LakeLayout.file(key)
        .filter(file -> file.version() == LakeLayout.VERSION)
        .filter(file -> readable(days, org, file.received()).lists(key))
        .isPresent();
  }

  private DayManifest readable(Map<LocalDate, DayManifest> days, OrgId org, LocalDate received) {
    DayManifest day = day(days, org, received);
    if (day == DayManifest.DAMAGED) {
      throw new LakeException(
          "tell what counts",
          new Partition(org, received),
          "its manifest is damaged",
          new IOException("to roll the day up makes it anew"));
    }
    return day;
  }

  private DayManifest day(Map<LocalDate, DayManifest> days, OrgId org, LocalDate received) {
    Map<Partition, DayManifest> before = read.get();
    return days.computeIfAbsent(
        received,
        of -> {
          Partition partition = new Partition(org, of);
          return before == null
              ? manifests.day(partition)
              : before.computeIfAbsent(partition, manifests::day);
        });
  }

  private Stream<StoredObject> objects(OrgId org, LocalDate first, LocalDate last) {
    return first
        .datesUntil(last.plusDays(1))
        .flatMap(date -> objects(LakeLayout.prefix(LakeTable.ACTIVITY, org, date)).stream());
  }

  private List<StoredObject> objects(String prefix) {
    try (Stream<StoredObject> objects = store.list(prefix)) {
      return objects.toList();
    }
  }
}
