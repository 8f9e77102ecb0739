package dev.millrace.rollup;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.PersonNames;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.keys.PublishedKeys;
import dev.millrace.lake.ActivitySource;
import dev.millrace.lake.Lake;
import dev.millrace.lake.LakeDays;
import dev.millrace.lake.LakeWriter;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.Weight;
import dev.millrace.packs.Packing;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.tools.Tools;
import dev.millrace.usage.Computed;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.DuckDbUsageEngine;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.UnknownSender;
import dev.millrace.usage.UsageEngine;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageParquet;
import dev.millrace.usage.UsageRow;
import dev.millrace.usage.UsageSelection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** The rollup over objects in a folder, without an application around it and without a database. */
public final class RollupOfFolder {

  private final Rollup rollup;
  private final Rows ledger = new Rows();

  /** One whose days are all over. */
  public RollupOfFolder(Path folder, int memoryMb, int threads) {
    this(
        new DirectoryObjectStore(folder),
        folder.resolve("temp"),
        memoryMb,
        threads,
        new Tools()::activityOf,
        Clock.systemUTC());
  }

  /**
   * One of another store.
   *
   * @param source is given each export that is converted
   */
  public RollupOfFolder(
      ObjectStore store, Path temp, int memoryMb, int threads, ActivitySource source, Clock clock) {
    DuckDbSettings settings = new DuckDbSettings(temp, memoryMb + "MB", threads);
    RollupConfig config = new FolderSettings(temp, memoryMb, threads, 16);
    Conversion conversion =
        conversion(store, new LakeWriter(store, settings, source), config, packs -> {});
    this.rollup =
        new Rollup(
            day(store, config, Packing.BOUND, conversion, clock),
            computation(
                store, settings, config, new DuckDbUsageEngine(new Lake(store), settings), ledger));
  }

  /** A rollup of what is in the store, in UTC, whose days are all over. */
  static Rollup rollup(
      ObjectStore store,
      DuckDbSettings settings,
      RollupConfig config,
      UsageEngine engine,
      UsageLedger ledger) {
    return new Rollup(
        day(store, settings, config, Packing.BOUND),
        computation(store, settings, config, engine, ledger));
  }

  private static Computation computation(
      ObjectStore store,
      DuckDbSettings settings,
      RollupConfig config,
      UsageEngine engine,
      UsageLedger ledger) {
    return new Computation(
        store,
        new Lake(store),
        engine,
        new UsageParquet(settings),
        ledger,
        org -> ZoneOffset.UTC,
        new Prices(store),
        config,
        Clock.systemUTC());
  }

  static DayOfArrival day(
      ObjectStore store, DuckDbSettings settings, RollupConfig config, Weight bound) {
    return day(store, config, bound, conversion(store, settings, config, packs -> {}));
  }

  static DayOfArrival day(
      ObjectStore store, RollupConfig config, Weight bound, Conversion conversion) {
    return day(store, config, bound, conversion, Clock.systemUTC());
  }

  private static DayOfArrival day(
      ObjectStore store, RollupConfig config, Weight bound, Conversion conversion, Clock clock) {
    return new DayOfArrival(
        store,
        new LandedExports(store),
        new Packing(store, config.readers(), bound),
        conversion,
        new Lake(store),
        new LakeDays(store),
        partition -> 0,
        org -> ZoneOffset.UTC,
        new Prices(store),
        clock);
  }

  static Conversion conversion(
      ObjectStore store,
      DuckDbSettings settings,
      RollupConfig config,
      Conversion.Elsewhere elsewhere) {
    return conversion(store, writer(store, settings), config, elsewhere);
  }

  private static Conversion conversion(
      ObjectStore store, LakeWriter writer, RollupConfig config, Conversion.Elsewhere elsewhere) {
    return new Conversion(
        store,
        writer,
        new PublishedKeys(store, new ObjectMapper()),
        config,
        (partition, objects, total) -> {},
        elsewhere,
        Clock.systemUTC());
  }

  static LakeWriter writer(ObjectStore store, DuckDbSettings settings) {
    return new LakeWriter(store, settings, new Tools()::activityOf);
  }

  public void run(Partition partition) {
    rollup.run(partition, RollupExtent.NEW);
  }

  /** Rows of usage that were published. */
  public int usageRows() {
    return ledger.rows;
  }

  /** A ledger that counts. */
  private static final class Rows implements UsageLedger {

    private int rows;

    @Override
    public void replace(OrgId org, LocalDate eventDate, List<UsageRow> rows, Computed computed) {
      this.rows += rows.size();
    }

    @Override
    public SortedSet<LocalDate> daysOf(OrgId of, PersonNames person) {
      throw new UnsupportedOperationException("a benchmark erases nobody");
    }

    @Override
    public void erase(OrgId of, PersonNames person) {
      throw new UnsupportedOperationException("a benchmark erases nobody");
    }

    @Override
    public List<List<UsageGroup>> usage(UsageSelection selection, List<Set<Dimension>> groupings) {
      throw new UnsupportedOperationException("a benchmark reads no usage");
    }

    @Override
    public List<UnknownSender> unknownSenders(OrgId org) {
      throw new UnsupportedOperationException("a benchmark reads no usage");
    }
  }
}
