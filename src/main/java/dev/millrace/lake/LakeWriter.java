package dev.millrace.lake;

import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the lake's files of one pack. They count once a day's manifest lists them, see {@link
 * LakeDays}.
 *
 * <p>Files are built in a temp folder first; nothing in the store changes until all are whole. Then
 *
 * <ol>
 *   <li>the pack's manifest is written as unsettled, with the files that are there and those to
 *       come;
 *   <li>the new files are put, over those of the same key;
 *   <li>those that only the manifest before listed, of an earlier edition, are deleted;
 *   <li>the manifest is written as settled, with the new files.
 * </ol>
 *
 * <p>So at every moment manifests list all that lies there. One thread at a time may convert a
 * pack; different packs may be converted at once, on whatever machines. {@link
 * dev.millrace.store.StoreUnavailableException} passes through.
 */
public final class LakeWriter {

  /** What the conversion of one pack takes at least, in bytes. */
  private static final long LEAST_MEMORY = 400L << 20;

  private final ObjectStore store;
  private final Manifests manifests;
  private final DuckDbSettings settings;
  private final ActivitySource source;

  /**
   * A writer.
   *
   * @param settings temp folder and memory of one pack's conversion; its threads are not used,
   *     since with more than one files are not the same every time
   */
  public LakeWriter(ObjectStore store, DuckDbSettings settings, ActivitySource source) {
    this.store = store;
    this.manifests = new Manifests(store);
    this.settings = settings;
    this.source = source;
  }

  /**
   * How many packs may be converted at once: as many as there is memory for, and one in any case.
   */
  public int mostAtOnce() {
    return (int) Math.max(1, settings.memoryBytes() / LEAST_MEMORY);
  }

  /** A writer that so many may use at once, each with its share of memory and disk. */
  public LakeWriter sharedBy(int writers) {
    return new LakeWriter(store, settings.share(writers), source);
  }

  /** Whether the pack has been converted, here or elsewhere. */
  public boolean hasConverted(LakePack pack) {
    PackManifest manifest = manifests.read(pack.partition(), pack.name());
    return manifest.settled() && manifest.isMadeOf(pack);
  }

  /**
   * Converts the pack, unless its manifest says that it has been. Where that would lose exports
   * which count, since they are damaged by now, what was made of the pack before stays.
   *
   * @return the manifest, settled
   * @throws LakeException if the files cannot be made for a reason that lies in no export, or if
   *     the manifest before is of another version
   */
  public PackManifest convert(LakePack pack, PackContent content) {
    PackManifest before = manifests.read(pack.partition(), pack.name());
    if (before.isOf(pack)) {
      return before;
    }
    try (TempFolder folder = TempFolder.in(settings.tempDirectory())) {
      PackConversion conversion = new PackConversion(source);
      Isolation.Converted converted =
          new Isolation(conversion, settings, pack, content).convert(folder.path());
      PackManifest next =
          new PackManifest(
              PackManifest.VERSION,
              true,
              pack.edition(),
              LakeLayout.VERSION,
              PackManifest.sorted(
                  converted.files().stream().map(file -> listed(pack, file)).toList()),
              converted.setAside().stream().sorted(Comparator.comparing(SetAside::export)).toList(),
              Fingerprints.text(content.names()));
      List<SetAside> lost = before.lostBy(next.setAside());
      if (!lost.isEmpty() && before.isMadeOf(pack) && liesThere(before.files())) {
        PackManifest kept = before.keeping(lost);
        manifests.write(pack.partition(), pack.name(), kept);
        return kept;
      }
      replace(pack, before, next, converted.files());
      return next;
    } catch (IOException e) {
      throw new LakeException("convert", pack.partition(), pack.name(), e);
    }
  }

  private boolean liesThere(List<PackManifest.File> files) {
    return files.stream()
        .allMatch(
            file -> {
              try (Stream<StoredObject> objects = store.list(file.key())) {
                return objects.anyMatch(
                    object -> object.key().equals(file.key()) && object.size() == file.bytes());
              }
            });
  }

  private void replace(
      LakePack pack, PackManifest before, PackManifest next, List<ParquetFile> files) {
    manifests.write(pack.partition(), pack.name(), before.onTheWayTo(next));
    files.forEach(file -> store.put(key(pack, file), file.path()));
    before.goneIn(next).forEach(store::delete);
    manifests.write(pack.partition(), pack.name(), next);
  }

  private static PackManifest.File listed(LakePack pack, ParquetFile file) {
    return new PackManifest.File(key(pack, file), file.bytes(), file.rows(), file.content());
  }

  private static String key(LakePack pack, ParquetFile file) {
    return LakeLayout.key(
        new LakeFile(
            file.table(),
            pack.partition().org(),
            file.eventDate(),
            pack.partition().received(),
            pack.name(),
            LakeLayout.VERSION));
  }
}
