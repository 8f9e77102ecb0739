package dev.millrace.rollup;

import dev.millrace.keys.PublishedKeys;
import dev.millrace.lake.LakePack;
import dev.millrace.lake.LakeWriter;
import dev.millrace.lake.PackContent;
import dev.millrace.lake.PackManifest;
import dev.millrace.landing.Weight;
import dev.millrace.packs.DamagedPackException;
import dev.millrace.packs.Pack;
import dev.millrace.packs.PackIndex;
import dev.millrace.packs.PackedDay;
import dev.millrace.packs.Packs;
import dev.millrace.store.ObjectStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Writes a partition's packs into the lake, some at once; those that are there already stay. */
@Singleton
class Conversion {

  private static final Logger log = Logger.getLogger(Conversion.class);

  private final Packs packs;
  private final LakeWriter writer;
  private final PublishedKeys keys;
  private final RollupConfig config;
  private final Progress.Book book;
  private final Elsewhere elsewhere;
  private final Clock clock;

  Conversion(
      ObjectStore store,
      LakeWriter writer,
      PublishedKeys keys,
      RollupConfig config,
      Progress.Book book,
      Elsewhere elsewhere,
      Clock clock) {
    this.packs = new Packs(store);
    this.writer = writer;
    this.keys = keys;
    this.config = config;
    this.book = book;
    this.elsewhere = elsewhere;
    this.clock = clock;
  }

  /** Others who convert packs. */
  @FunctionalInterface
  interface Elsewhere {

    /**
     * Has some of the packs converted, or none, and waits for it.
     *
     * @throws PacksOutstandingException if that takes too long
     */
    void convert(Collection<LakePack> packs);
  }

  /** The day's packs, with what is in them; nothing of it is read yet. */
  Map<LakePack, PackContent> contents(PackedDay day) {
    Progress progress = new Progress(day.partition(), exports(day), book, clock);
    Owners owners = new Owners(keys);
    Map<LakePack, PackContent> contents = new LinkedHashMap<>();
    for (PackIndex index : day.packs()) {
      contents.put(lakePack(index), new ContentOfPack(index, packs, owners, progress));
    }
    return contents;
  }

  /** How many exports the day's packs hold. */
  static long exports(PackedDay day) {
    return day.packs().stream().mapToLong(pack -> pack.members().size()).sum();
  }

  static LakePack lakePack(PackIndex index) {
    Weight weight = index.weight();
    return new LakePack(
        index.pack().partition(),
        index.pack().signal(),
        index.pack().id(),
        index.edition(),
        weight.rowBytes() / Math.max(1, weight.rows()));
  }

  /** Converts those that are not, and gives the manifests of all. */
  Map<LakePack, PackManifest> convert(Map<LakePack, PackContent> day) {
    elsewhere.convert(day.keySet());
    int atOnce = Math.max(1, Math.min(Math.min(config.threads(), writer.mostAtOnce()), day.size()));
    LakeWriter shared = writer.sharedBy(atOnce);
    ExecutorService threads =
        Executors.newFixedThreadPool(atOnce, task -> new Thread(task, "conversion"));
    try {
      Map<LakePack, Future<PackManifest>> converting = new LinkedHashMap<>();
      day.forEach(
          (pack, content) ->
              converting.put(pack, threads.submit(() -> shared.convert(pack, content))));
      return results(converting);
    } finally {
      stop(threads);
    }
  }

  /** Converts a pack for a run elsewhere, unless it is another by now. */
  void convert(PackMessage wanted) {
    Pack pack =
        Pack.ofKey(wanted.pack())
            .orElseThrow(
                () -> new IllegalArgumentException(wanted.pack() + " is no key of a pack"));
    try {
      PackIndex index = packs.index(pack);
      if (index.edition().equals(wanted.edition())) {
        PackedDay alone = new PackedDay(pack.partition(), List.of(index), List.of(), 0);
        Progress untold =
            new Progress(pack.partition(), exports(alone), (of, read, all) -> {}, clock);
        var unused =
            writer.convert(
                lakePack(index), new ContentOfPack(index, packs, new Owners(keys), untold));
      }
    } catch (DamagedPackException e) {
      log.warnf("%s was to be converted and is gone or damaged", wanted.pack());
    }
  }

  private static Map<LakePack, PackManifest> results(
      Map<LakePack, Future<PackManifest>> converting) {
    Map<LakePack, PackManifest> converted = new LinkedHashMap<>();
    try {
      for (Map.Entry<LakePack, Future<PackManifest>> each : converting.entrySet()) {
        converted.put(each.getKey(), each.getValue().get());
      }
      return converted;
    } catch (ExecutionException e) {
      throw thrown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while packs were converted");
    }
  }

  /** What another thread threw, to be thrown here. */
  static RuntimeException thrown(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
  }

  /** Waits: the next attempt must not meet a thread that still writes. */
  static void stop(ExecutorService threads) {
    threads.shutdownNow();
    try {
      var unused = threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
