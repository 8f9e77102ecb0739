package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.lake.Lake;
import dev.millrace.lake.LakeLayout;
import dev.millrace.store.ObjectStore;
import dev.millrace.usage.Computed;
import dev.millrace.usage.Days;
import dev.millrace.usage.PriceTable;
import dev.millrace.usage.UsageEngine;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageParquet;
import dev.millrace.usage.UsageRow;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Computes the usage of days from the lake and publishes it, in the object store and in the ledger.
 */
@Singleton
class Computation {

  private final ObjectStore store;
  private final Lake lake;
  private final UsageEngine engine;
  private final UsageParquet parquet;
  private final UsageLedger ledger;
  private final TimeZones zones;
  private final Prices prices;
  private final RollupConfig config;
  private final Clock clock;

  Computation(
      ObjectStore store,
      Lake lake,
      UsageEngine engine,
      UsageParquet parquet,
      UsageLedger ledger,
      TimeZones zones,
      Prices prices,
      RollupConfig config,
      Clock clock) {
    this.store = store;
    this.lake = lake;
    this.engine = engine;
    this.parquet = parquet;
    this.ledger = ledger;
    this.zones = zones;
    this.prices = prices;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Computes every day of the organisation that is touched, and every day on which a touched one
   * may show: a cumulative counter counts by its difference to an earlier day's.
   *
   * @param touched event dates (UTC) whose activity may be another than before
   * @return the days whose usage was published
   */
  SortedSet<LocalDate> compute(OrgId org, SortedSet<LocalDate> touched) {
    return lake.unchanged(() -> computeAll(org, touched));
  }

  private SortedSet<LocalDate> computeAll(OrgId org, SortedSet<LocalDate> touched) {
    ZoneId zone = zones.of(org);
    PriceTable table = prices.table(org);
    SortedSet<LocalDate> days = daysOf(touched, zone);
    SortedSet<LocalDate> published = new TreeSet<>();
    for (LocalDate day : withFollowing(days)) {
      Day one = new Day(org, new Days(day, day, zone), days.contains(day));
      if (compute(one, table)) {
        published.add(day);
      }
    }
    days.stream()
        .map(day -> day.minusDays(1))
        .map(day -> new Day(org, new Days(day, day, zone), false))
        .filter(this::retractIdle)
        .forEach(day -> published.add(day.date()));
    return published;
  }

  private static SortedSet<LocalDate> daysOf(SortedSet<LocalDate> dates, ZoneId zone) {
    return dates.stream()
        .flatMap(date -> Days.of(date, zone).each())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of days that are yet to come there is nothing. */
  private SortedSet<LocalDate> withFollowing(SortedSet<LocalDate> touched) {
    LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
    SortedSet<LocalDate> days = new TreeSet<>(touched);
    for (LocalDate day : touched) {
      day.datesUntil(day.plusDays(Days.FURTHER_BACK + 1))
          .takeWhile(following -> !following.isAfter(tomorrow))
          .forEach(days::add);
    }
    return days;
  }

  /** In the time zone that counted before, the day may have had what is the next day's now. */
  private boolean retractIdle(Day day) {
    return ownKeys(day).isEmpty() && !isPartlyGone(day) && retract(day);
  }

  private List<String> ownKeys(Day day) {
    return lake.activityKeys(day.org(), day.days().activityOfDaysFrom(), day.days().activityTo());
  }

  /**
   * A day that was not touched is published only if its usage came out different. One that is
   * partly gone stays as it is: from what is left its usage would come out as a part of itself. One
   * that has no usage yet has none to lose.
   */
  private boolean compute(Day day, PriceTable table) {
    if (isPartlyGone(day)) {
      return false;
    }
    List<String> own = ownKeys(day);
    if (own.isEmpty()) {
      return retract(day);
    }
    List<UsageRow> rows = engine.usage(day.org(), day.days(), table);
    if (rows.isEmpty()) {
      return retract(day);
    }
    try (TempFolder folder = TempFolder.in(config.temp())) {
      Path file = folder.path().resolve("usage.parquet");
      parquet.write(day.date(), rows, file);
      Computed computed = new Computed(clock.instant(), Lake.newestReceived(own).orElse(null));
      return publish(day, rows, computed, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the usage of " + day.org() + " on " + day.date() + " needs disk space", e);
    }
  }

  /** The ledger first: an object that is up to date says that the ledger is too. */
  private boolean publish(Day day, List<UsageRow> rows, Computed computed, byte[] bytes) {
    boolean same = store.get(day.key()).filter(before -> Arrays.equals(before, bytes)).isPresent();
    if (same && !day.touched()) {
      return false;
    }
    ledger.replace(day.org(), day.date(), rows, computed);
    if (!same) {
      store.put(day.key(), bytes);
    }
    return true;
  }

  /** The ledger first here too. */
  private boolean retract(Day day) {
    if (!day.touched() && store.get(day.key()).isEmpty()) {
      return false;
    }
    ledger.replace(day.org(), day.date(), List.of(), new Computed(clock.instant(), null));
    store.delete(day.key());
    return true;
  }

  private boolean isPartlyGone(Day day) {
    return (isOutdated(day) || mayHaveExpired(day)) && store.get(day.key()).isPresent();
  }

  /** Whether there is activity that could not be converted anew, since what landed is gone. */
  private boolean isOutdated(Day day) {
    Days days = day.days();
    return !lake.outdated(day.org(), days.activityOfDaysFrom(), days.activityTo()).isEmpty();
  }

  /** Whether the lake may no longer have all that its usage was computed from. */
  private boolean mayHaveExpired(Day day) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return config.lakeDays().map(today::minusDays).stream()
        .anyMatch(gone -> !day.days().countersFrom().isAfter(gone));
  }

  /**
   * A day whose usage is to be computed.
   *
   * @param days that one
   * @param touched whether its own activity may be another than before
   */
  private record Day(OrgId org, Days days, boolean touched) {

    LocalDate date() {
      return days.first();
    }

    String key() {
      return LakeLayout.usageKey(org, date());
    }
  }
}
