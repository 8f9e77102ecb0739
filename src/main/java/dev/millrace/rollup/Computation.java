package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.lake.Lake;
import dev.millrace.lake.LakeLayout;
import dev.millrace.store.ObjectStore;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

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
  private final RollupConfig config;
  private final Clock clock;

  Computation(
      ObjectStore store,
      Lake lake,
      UsageEngine engine,
      UsageParquet parquet,
      UsageLedger ledger,
      RollupConfig config,
      Clock clock) {
    this.store = store;
    this.lake = lake;
    this.engine = engine;
    this.parquet = parquet;
    this.ledger = ledger;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Computes every day that is touched, and every day on which a touched one may show: a cumulative
   * counter counts by its difference to an earlier day's.
   *
   * @return the days whose usage was published
   */
  SortedSet<LocalDate> compute(OrgId org, SortedSet<LocalDate> touched) {
    SortedSet<LocalDate> published = new TreeSet<>();
    for (LocalDate day : withFollowing(touched)) {
      if (compute(org, day, touched.contains(day))) {
        published.add(day);
      }
    }
    return published;
  }

  private SortedSet<LocalDate> withFollowing(SortedSet<LocalDate> touched) {
    SortedSet<LocalDate> days = new TreeSet<>();
    for (LocalDate day : touched) {
      day.datesUntil(day.plusDays(Days.LOOK_BACK + 1)).forEach(days::add);
    }
    return days;
  }

  /** A day that was not touched is published only if its usage came out different. */
  private boolean compute(OrgId org, LocalDate day, boolean touched) {
    try (TempFolder folder = TempFolder.in(config.temp())) {
      List<UsageRow> rows = usage(org, day, folder);
      if (rows.isEmpty()) {
        return retract(org, day, touched);
      }
      Path file = folder.path().resolve("usage.parquet");
      parquet.write(day, rows, file);
      return publish(org, day, rows, Files.readAllBytes(file), touched);
    } catch (IOException e) {
      throw new UncheckedIOException("the usage of " + org + " on " + day + " needs disk space", e);
    }
  }

  private List<UsageRow> usage(OrgId org, LocalDate day, TempFolder folder) throws IOException {
    if (lake.activityKeys(org, day, day).isEmpty()) {
      return List.of();
    }
    Days days = Days.utc(day, day);
    List<String> keys = lake.activityKeys(org, days.activityFrom(), days.activityTo());
    return engine.usage(org, fetch(keys, folder), days, PriceTable.builtIn());
  }

  /** The ledger first: an object that is up to date says that the ledger is too. */
  private boolean publish(
      OrgId org, LocalDate day, List<UsageRow> rows, byte[] bytes, boolean touched) {
    String key = LakeLayout.usageKey(org, day);
    boolean same = store.get(key).filter(before -> Arrays.equals(before, bytes)).isPresent();
    if (same && !touched) {
      return false;
    }
    ledger.replace(org, day, rows, clock.instant());
    if (!same) {
      store.put(key, bytes);
    }
    return true;
  }

  /** The ledger first here too. */
  private boolean retract(OrgId org, LocalDate day, boolean touched) {
    String key = LakeLayout.usageKey(org, day);
    if (!touched && store.get(key).isEmpty()) {
      return false;
    }
    ledger.replace(org, day, List.of(), clock.instant());
    store.delete(key);
    return true;
  }

  /** The files keep their folders' names, which say organisation and day. */
  private List<Path> fetch(List<String> keys, TempFolder folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String key : keys) {
      Path file = folder.path().resolve(key);
      Files.createDirectories(file.getParent());
      if (store.fetch(key, file)) {
        files.add(file);
      }
    }
    return files;
  }
}
