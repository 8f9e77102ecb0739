package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.keys.PublishedKeys;
import dev.millrace.lake.Lake;
import dev.millrace.lake.LakeChange;
import dev.millrace.lake.LakeWriter;
import dev.millrace.lake.Shard;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.LandedExports.Listed;
import dev.millrace.landing.LandedExports.Total;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Writes a partition's exports into the lake, shard by shard, some at once. */
@Singleton
class Conversion {

  private final LandedExports landed;
  private final Lake lake;
  private final LakeWriter writer;
  private final PublishedKeys keys;
  private final Wholeness wholeness;
  private final RollupConfig config;
  private final Progress.Book book;
  private final Clock clock;

  Conversion(
      LandedExports landed,
      Lake lake,
      LakeWriter writer,
      PublishedKeys keys,
      Wholeness wholeness,
      RollupConfig config,
      Progress.Book book,
      Clock clock) {
    this.landed = landed;
    this.lake = lake;
    this.writer = writer;
    this.keys = keys;
    this.wholeness = wholeness;
    this.config = config;
    this.book = book;
    this.clock = clock;
  }

  /** Knows of which partitions all that landed is still there. */
  @FunctionalInterface
  interface Wholeness {

    boolean isWhole(Partition partition);
  }

  /**
   * Gives the changes of all shards, to be settled when usage is up to date with them.
   *
   * @param total what the partition holds
   */
  List<LakeChange> convert(Partition partition, Total total) {
    List<Shard> shards = Shard.forBytes(total.bytes());
    int atOnce = Math.min(Math.min(config.threads(), writer.mostAtOnce()), shards.size());
    LakeWriter shared = writer.sharedBy(atOnce);
    ExecutorService threads =
        Executors.newFixedThreadPool(atOnce, task -> new Thread(task, "conversion"));
    Progress progress = new Progress(partition, total.objects(), book, clock);
    try (Readers readers =
        new Readers(landed, keys, config.readers(), config.threads(), atOnce, progress)) {
      List<Future<LakeChange>> writing =
          shards.stream()
              .map(shard -> threads.submit(() -> write(partition, shard, shared, readers)))
              .toList();
      List<LakeChange> changes = new ArrayList<>(results(writing));
      changes.addAll(writer.keepOnly(partition, shards));
      return changes;
    } finally {
      stop(threads);
    }
  }

  /**
   * Converts anew what a program of another version wrote into days of activity, unless some of
   * what landed is gone: only a part would come back. These changes are left unsettled: the rollups
   * of those partitions name their days again.
   *
   * @param first event date, UTC
   * @param last inclusive
   */
  void renew(OrgId org, LocalDate first, LocalDate last) {
    for (LocalDate received : lake.outdated(org, first, last)) {
      Partition partition = new Partition(org, received);
      if (wholeness.isWhole(partition)) {
        convert(partition, landed.total(partition));
      }
    }
  }

  void settle(List<LakeChange> changes) {
    changes.forEach(writer::settle);
  }

  private LakeChange write(Partition partition, Shard shard, LakeWriter writer, Readers readers) {
    try (Stream<Listed> objects = landed.list(partition, shard.hashPrefix())) {
      return writer.write(partition, shard, new ReadAhead(objects.iterator(), readers));
    }
  }

  private static List<LakeChange> results(List<Future<LakeChange>> writing) {
    List<LakeChange> changes = new ArrayList<>();
    try {
      for (Future<LakeChange> each : writing) {
        changes.add(each.get());
      }
      return changes;
    } catch (ExecutionException e) {
      throw Readers.thrown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while shards were converted");
    }
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
