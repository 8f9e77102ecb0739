package dev.millrace.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one pack has in the lake, as it lies beside it in JSON.
 *
 * @param version of this format
 * @param settled whether the files are these and whole; if not, a conversion did not come to its
 *     end, and there are at most these
 * @param edition of the pack that was converted
 * @param tables version of the tables, see {@link LakeLayout#VERSION}
 * @param files ordered by key
 * @param setAside exports of the pack that are not in the files
 * @param exports which are in the pack, see {@link Fingerprints}
 */
public record PackManifest(
    int version,
    boolean settled,
    String edition,
    int tables,
    List<File> files,
    List<SetAside> setAside,
    String exports) {

  static final int VERSION = 2;

  /** The version whose manifests were of a share of a day, and only say which files there are. */
  private static final int OF_SHARES = 1;

  private static final Set<Integer> KNOWN = Set.of(OF_SHARES, VERSION);

  /** The manifest of a pack that was never converted. */
  static final PackManifest NONE =
      new PackManifest(VERSION, false, "", 0, List.of(), List.of(), Fingerprints.NONE);

  private static final ObjectMapper JSON = new ObjectMapper();

  public PackManifest {
    files = List.copyOf(files);
    setAside = List.copyOf(setAside);
  }

  /**
   * One file.
   *
   * @param bytes size of the Parquet file
   * @param rows rows in it
   * @param content a sum over its rows, the same for the same rows in whatever files; 0 unless it
   *     is of activity
   */
  public record File(String key, long bytes, long rows, long content) {}

  /**
   * Reads a manifest.
   *
   * @throws IOException if it is none, or of a version that is not known
   */
  static PackManifest parse(byte[] json) throws IOException {
    JsonNode tree = JSON.readTree(json);
    int version = tree.path("version").asInt();
    if (version == VERSION) {
      return JSON.treeToValue(tree, PackManifest.class);
    }
    if (version != OF_SHARES) {
      throw new IOException("a manifest of the lake has version 1 or 2, but was of " + version);
    }
    List<File> files = new ArrayList<>();
    for (JsonNode file : tree.path("files")) {
      long rows = file.path("rows").asLong();
      files.add(new File(file.path("key").asText(), file.path("bytes").asLong(), rows, 0));
    }
    return ofFiles(files);
  }

  /** Of a pack of whose manifest only the files are known. */
  static PackManifest ofFiles(List<File> files) {
    return new PackManifest(VERSION, false, "", 0, files, List.of(), Fingerprints.NONE);
  }

  /** Whether what cannot be parsed is a manifest of a version that is not known. */
  static boolean isOfAnotherVersion(byte[] json) {
    return Manifests.saysOtherVersion(JSON, json, KNOWN);
  }

  byte[] toJson() {
    return Manifests.json(JSON, this);
  }

  /**
   * Whether it says all there is to say of the pack, as this program would convert it. A key that
   * was not known may be by now.
   */
  boolean isOf(LakePack pack) {
    return settled
        && isMadeOf(pack)
        && setAside.stream().noneMatch(one -> one.reason() == SetAside.Reason.UNKNOWN_KEY);
  }

  /** Those that count by this and would not by a conversion that leaves these out. */
  List<SetAside> lostBy(List<SetAside> leftOut) {
    Set<String> known =
        setAside.stream()
            .filter(one -> one.reason() != SetAside.Reason.KEPT)
            .map(SetAside::export)
            .collect(Collectors.toSet());
    return leftOut.stream().filter(one -> !known.contains(one.export())).toList();
  }

  /** Whether its files are what this program would make of the pack, if they are there. */
  boolean isMadeOf(LakePack pack) {
    return edition.equals(pack.edition()) && tables == LakeLayout.VERSION;
  }

  /** The same, settled, though these could not be converted once more. */
  PackManifest keeping(List<SetAside> lost) {
    Stream<SetAside> before = setAside.stream().filter(one -> one.reason() != SetAside.Reason.KEPT);
    Stream<SetAside> kept =
        lost.stream().map(one -> new SetAside(one.export(), SetAside.Reason.KEPT));
    return new PackManifest(
        version,
        true,
        edition,
        tables,
        files,
        Stream.concat(before, kept).sorted(Comparator.comparing(SetAside::export)).toList(),
        exports);
  }

  /** What may lie there while the next takes the place of this. */
  PackManifest onTheWayTo(PackManifest next) {
    SortedMap<String, File> both = byKey(files);
    both.putAll(byKey(next.files));
    return withFiles(List.copyOf(both.values())).unsettled();
  }

  /** The same, not to be relied on. */
  PackManifest unsettled() {
    return new PackManifest(version, false, edition, tables, files, setAside, exports);
  }

  PackManifest withFiles(List<File> others) {
    return new PackManifest(version, settled, edition, tables, others, setAside, exports);
  }

  /** Keys of the files that the next does not have. */
  SortedSet<String> goneIn(PackManifest next) {
    SortedSet<String> gone = new TreeSet<>(byKey(files).keySet());
    gone.removeAll(byKey(next.files).keySet());
    return gone;
  }

  /** The event dates (UTC) that have activity. */
  SortedSet<LocalDate> activityDates() {
    return new TreeSet<>(contents(files).keySet());
  }

  /** For each event date that has activity, the sum of its files' content. */
  static SortedMap<LocalDate, Long> contents(List<File> files) {
    SortedMap<LocalDate, Long> contents = new TreeMap<>();
    for (File file : files) {
      LakeLayout.file(file.key())
          .filter(lakeFile -> lakeFile.table() == LakeTable.ACTIVITY)
          .ifPresent(lakeFile -> contents.merge(lakeFile.eventDate(), file.content(), Long::sum));
    }
    return contents;
  }

  static SortedMap<String, File> byKey(List<File> files) {
    SortedMap<String, File> byKey = new TreeMap<>();
    files.forEach(file -> byKey.put(file.key(), file));
    return byKey;
  }

  /** By key, as a manifest lists them. */
  static List<File> sorted(List<File> files) {
    Map<String, File> byKey = byKey(files);
    return List.copyOf(byKey.values());
  }
}
