package dev.millrace.lake;

import dev.millrace.Partition;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.store.ObjectStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Makes the lake's files of one shard of a partition, in place of those that were there.
 *
 * <p>Files are built in a temp folder first; nothing in the store changes until all are whole. Then
 *
 * <ol>
 *   <li>the manifest is written as unsettled, with the files that are there and those to come;
 *   <li>the new files are put, over those of the same key;
 *   <li>the files that only the manifest before listed are deleted;
 *   <li>once what depends on the lake is up to date, {@link #settle} writes the manifest as
 *       settled, with the new files.
 * </ol>
 *
 * <p>So at every moment the manifest lists all that lies there, and a run that comes after one that
 * broke off, wherever, ends as if that had never been: until it is settled, a change is named
 * again.
 *
 * <p>One thread at a time may write a shard; different shards may be written at once. {@link
 * dev.millrace.store.StoreUnavailableException} passes through.
 */
public final class LakeWriter {

  /**
   * What the conversion of one shard takes at least, in bytes: one of {@link Shard#MAX_BYTES} went
   * through with 380 MiB and not with 350.
   */
  private static final long LEAST_MEMORY = 400L << 20;

  private final ObjectStore store;
  private final Manifests manifests;
  private final DuckDbSettings settings;
  private final ActivitySource source;

  /**
   * A writer.
   *
   * @param settings temp folder and memory of one shard's conversion; its threads are not used,
   *     since with more than one files are not the same every time
   */
  public LakeWriter(ObjectStore store, DuckDbSettings settings, ActivitySource source) {
    this.store = store;
    this.manifests = new Manifests(store);
    this.settings = settings;
    this.source = source;
  }

  /**
   * How many shards may be written at once: as many as there is memory for, and one in any case.
   */
  public int mostAtOnce() {
    return (int) Math.max(1, settings.memoryBytes() / LEAST_MEMORY);
  }

  /** A writer that so many may use at once, each with its share of memory and disk. */
  public LakeWriter sharedBy(int writers) {
    return new LakeWriter(store, settings.share(writers), source);
  }

  /**
   * Writes the shard. Without exports no files remain, and a manifest that says so.
   *
   * @param exports those of the shard, each once, grouped by signal and otherwise in any order;
   *     read one at a time
   * @return the change, to be settled
   * @throws LakeException if the files cannot be made, or if the manifest before is not readable
   * @throws IllegalArgumentException if an export is not of the partition and shard, or if exports
   *     are not grouped by signal
   */
  public LakeChange write(Partition partition, Shard shard, Iterator<LandedExport> exports) {
    Manifest before = manifests.read(partition, shard);
    try (TempFolder folder = TempFolder.in(settings.tempDirectory())) {
      List<ParquetFile> files =
          new ShardConversion(source)
              .convert(checked(partition, shard, exports), folder.path(), settings);
      return replace(partition, shard, before, files);
    } catch (SQLException | IOException e) {
      throw new LakeException("write the lake", partition, shard, e);
    }
  }

  /**
   * Removes what other shardings of the partition left: call it when all shards of the sharding
   * that counts are written.
   *
   * @return a change for each, to be settled
   * @throws LakeException if a manifest is not readable
   */
  public List<LakeChange> keepOnly(Partition partition, Collection<Shard> shards) {
    return manifests.shards(partition).stream()
        .filter(shard -> !shards.contains(shard))
        .map(shard -> remove(partition, shard))
        .toList();
  }

  /** Ends a change: its dates are not named again. */
  public void settle(LakeChange change) {
    if (change.next().isPresent()) {
      manifests.write(change.partition(), change.shard(), change.next().get());
    } else {
      manifests.delete(change.partition(), change.shard());
    }
  }

  private LakeChange replace(
      Partition partition, Shard shard, Manifest before, List<ParquetFile> files) {
    Manifest next =
        Manifest.settled(files.stream().map(file -> listed(partition, shard, file)).toList());
    Manifest both = before.onTheWayTo(next);
    manifests.write(partition, shard, both);
    files.forEach(file -> store.put(key(partition, shard, file), file.path()));
    before.goneIn(next).forEach(store::delete);
    return new LakeChange(partition, shard, both.activityDates(), Optional.of(next));
  }

  /** The manifest goes last, so that a removal that broke off can be taken up again. */
  private LakeChange remove(Partition partition, Shard shard) {
    Manifest manifest = manifests.read(partition, shard);
    manifest.files().forEach(file -> store.delete(file.key()));
    return new LakeChange(partition, shard, manifest.activityDates(), Optional.empty());
  }

  private static Manifest.File listed(Partition partition, Shard shard, ParquetFile file) {
    return new Manifest.File(key(partition, shard, file), file.bytes(), file.rows());
  }

  private static String key(Partition partition, Shard shard, ParquetFile file) {
    return LakeLayout.key(
        new LakeFile(
            file.table(),
            partition.org(),
            file.eventDate(),
            partition.received(),
            shard,
            LakeLayout.VERSION));
  }

  private static Iterator<LandedExport> checked(
      Partition partition, Shard shard, Iterator<LandedExport> exports) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return exports.hasNext();
      }

      @Override
      public LandedExport next() {
        LandedExport landed = exports.next();
        if (!shard.contains(landed.objectHash())
            || !landed.origin().received().equals(partition.received())) {
          throw new IllegalArgumentException(
              "exports are those of %s, shard %s, but one was %s, received %s"
                  .formatted(partition, shard, landed.objectHash(), landed.origin().received()));
        }
        return landed;
      }
    };
  }
}
