package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.lake.Lake;
import dev.millrace.lake.LakeDays;
import dev.millrace.lake.LakePack;
import dev.millrace.lake.PackContent;
import dev.millrace.lake.PackManifest;
import dev.millrace.lake.SetAside;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.RawObject;
import dev.millrace.packs.DamagedPackException;
import dev.millrace.packs.Pack;
import dev.millrace.packs.PackIndex;
import dev.millrace.packs.PackedDay;
import dev.millrace.packs.Packing;
import dev.millrace.packs.Packs;
import dev.millrace.packs.Unreadable;
import dev.millrace.store.ObjectStore;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.UsageBasis;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Brings one partition of what landed into the lake: packs it, converts the packs that are not
 * converted, and lets them count in place of those before.
 */
@Singleton
class DayOfArrival {

  private static final Logger log = Logger.getLogger(DayOfArrival.class);

  private final ObjectStore store;
  private final LandedExports landed;
  private final Packing packing;
  private final Conversion conversion;
  private final Lake lake;
  private final LakeDays days;
  private final Book book;
  private final TimeZones zones;
  private final Prices prices;
  private final Clock clock;

  DayOfArrival(
      ObjectStore store,
      LandedExports landed,
      Packing packing,
      Conversion conversion,
      Lake lake,
      LakeDays days,
      Book book,
      TimeZones zones,
      Prices prices,
      Clock clock) {
    this.store = store;
    this.landed = landed;
    this.packing = packing;
    this.conversion = conversion;
    this.lake = lake;
    this.days = days;
    this.book = book;
    this.zones = zones;
    this.prices = prices;
    this.clock = clock;
  }

  /** Knows of earlier rollups. */
  @FunctionalInterface
  interface Book {

    /** How many exports the partition's last rollup that ended well read; 0 if there was none. */
    long exportsRead(Partition partition);
  }

  /**
   * What became of it.
   *
   * @param exports that it holds
   * @param bytes of its packs
   * @param state see {@link LandedState}
   * @param open event dates (UTC) whose usage is to be computed
   * @param setAside exports that do not count
   */
  record Converted(
      long exports, long bytes, String state, SortedSet<LocalDate> open, List<SetAside> setAside) {}

  /**
   * Brings it up to date.
   *
   * @param extent what is to be done again besides what is new
   * @throws GoneException if some of what counts is no longer kept; then what is in the lake stays
   */
  Converted convert(Partition partition, RollupExtent extent) {
    PackedDay packed = packing.pack(partition, isOver(partition));
    Map<LakePack, PackContent> contents = conversion.contents(packed);
    if (!isWhole(packed, contents)) {
      throw new GoneException(partition, LandedState.of(packed, store));
    }
    switch (extent) {
      case NEW -> {}
      case AGAIN -> days.distrustIncomplete(partition);
      case ANEW -> days.distrustAll(partition);
    }
    Map<LakePack, PackManifest> converted = conversion.convert(contents);
    List<SetAside> unpacked = packed.unreadable().stream().map(DayOfArrival::setAside).toList();
    String basis = UsageBasis.of(prices.table(partition.org()), zones.of(partition.org()));
    SortedSet<LocalDate> open = days.count(partition, converted, unpacked, basis);
    days.tidy(partition);
    return new Converted(
        Conversion.exports(packed),
        packed.packs().stream().mapToLong(PackIndex::bytes).sum(),
        LandedState.of(packed, store),
        open,
        days.setAside(partition));
  }

  /**
   * Brings days of arrival up to date of which a program of another version wrote activity, unless
   * some of what landed is gone: only a part would come back. What else they are of is computed by
   * rollups of their own.
   *
   * @param first event date, UTC
   * @param last inclusive
   */
  void renew(OrgId org, LocalDate first, LocalDate last) {
    for (LocalDate received : lake.outdated(org, first, last)) {
      try {
        var unused = convert(new Partition(org, received), RollupExtent.NEW);
      } catch (GoneException e) {
        log.warnf("left %s/%s as another version wrote it: %s", org, received, e.getMessage());
      }
    }
  }

  /** The event dates (UTC) that have activity of the partition. */
  SortedSet<LocalDate> dates(Partition partition) {
    return days.dates(partition);
  }

  /** Notes that usage of these dates is up to date with the partition. */
  void settle(Partition partition, SortedSet<LocalDate> computed) {
    days.settle(partition, computed);
  }

  /** Nothing more lands then but what was on its way at midnight, and that is taken in as well. */
  boolean isOver(Partition partition) {
    return partition.received().isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  /**
   * Whether all that counts is still kept: what landed is kept for some time, usage for good, and
   * from what is left it would come out as a part of itself.
   */
  private boolean isWhole(PackedDay packed, Map<LakePack, PackContent> contents) {
    Partition partition = packed.partition();
    if (days.isCounted(partition)) {
      return days.isAllAmong(partition, contents);
    }
    long exports = Conversion.exports(packed);
    return exports >= book.exportsRead(partition) && (exports > 0 || !days.hasFiles(partition));
  }

  /** The same of a partition as it lies there, packed or not. */
  boolean isWhole(Partition partition) {
    Packs packs = new Packs(store);
    List<PackIndex> indexes = new ArrayList<>();
    for (Pack pack : packs.of(partition)) {
      try {
        indexes.add(packs.index(pack));
      } catch (DamagedPackException e) {
        log.errorf("neither pack %s nor its index can be read", pack.key());
      }
    }
    PackedDay packed = new PackedDay(partition, indexes, List.of(), 0);
    if (days.isCounted(partition)) {
      return days.isAllAmong(partition, conversion.contents(packed));
    }
    try (Stream<RawObject> loose = landed.objects(partition)) {
      long exports = Conversion.exports(packed) + loose.count();
      return exports > 0 && exports >= book.exportsRead(partition);
    }
  }

  private static SetAside setAside(Unreadable unreadable) {
    log.errorf("set aside %s: %s", unreadable.key(), unreadable.reason());
    String name =
        RawObject.ofKey(unreadable.key())
            .map(raw -> raw.signal() + "/" + raw.hash() + "-" + raw.keyId())
            .orElse(unreadable.key());
    return new SetAside(name, SetAside.Reason.DAMAGED);
  }
}
