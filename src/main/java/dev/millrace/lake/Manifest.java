package dev.millrace.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one shard of a partition has in the lake, as it lies beside it in JSON.
 *
 * @param version of this format
 * @param settled whether the files are these; if not, a conversion did not come to its end, and
 *     there are at most these
 * @param files ordered by key
 */
record Manifest(int version, boolean settled, List<File> files) {

  static final int VERSION = 1;

  /** The manifest of a shard that was never converted. */
  static final Manifest NONE = new Manifest(VERSION, true, List.of());

  private static final ObjectMapper JSON = new ObjectMapper();

  Manifest {
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "a manifest of the lake has version " + VERSION + ", but was of version " + version);
    }
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param bytes size of the Parquet file
   * @param rows rows in it
   */
  record File(String key, long bytes, long rows) {}

  static Manifest settled(List<File> files) {
    return new Manifest(VERSION, true, List.copyOf(byKey(files).values()));
  }

  /**
   * Reads a manifest.
   *
   * @throws IOException if it is none, or of another version
   */
  static Manifest parse(byte[] json) throws IOException {
    return JSON.readValue(json, Manifest.class);
  }

  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is always JSON", e);
    }
  }

  /** What may lie there while the next takes the place of this. */
  Manifest onTheWayTo(Manifest next) {
    SortedMap<String, File> both = byKey(files);
    both.putAll(byKey(next.files));
    return new Manifest(VERSION, false, List.copyOf(both.values()));
  }

  /** Keys of the files that the next does not have. */
  Set<String> goneIn(Manifest next) {
    SortedSet<String> gone = new TreeSet<>(byKey(files).keySet());
    gone.removeAll(byKey(next.files).keySet());
    return gone;
  }

  /** The event dates that have activity. */
  SortedSet<LocalDate> activityDates() {
    SortedSet<LocalDate> dates = new TreeSet<>();
    for (File file : files) {
      LakeLayout.file(file.key())
          .filter(lakeFile -> lakeFile.table() == LakeTable.ACTIVITY)
          .ifPresent(lakeFile -> dates.add(lakeFile.eventDate()));
    }
    return dates;
  }

  private static SortedMap<String, File> byKey(List<File> files) {
    SortedMap<String, File> byKey = new TreeMap<>();
    files.forEach(file -> byKey.put(file.key(), file));
    return byKey;
  }
}
