package dev.millrace.lake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What counts of a day of arrival: whoever reads the lake takes a file only if this lists it. To
 * write it is what puts packs in the place of others, all at once.
 *
 * @param version of this format
 * @param tables version of the tables, see {@link LakeLayout#VERSION}
 * @param basis what usage is computed from besides the lake, see {@link LakeDays#count}
 * @param packs ordered by name
 * @param setAside exports that do not count
 * @param open event dates (UTC) whose usage is to be computed yet
 */
record DayManifest(
    int version,
    int tables,
    String basis,
    List<Pack> packs,
    List<SetAside> setAside,
    SortedSet<LocalDate> open) {

  static final int VERSION = 1;

  /** Of a day of which nothing has been converted. */
  static final DayManifest NONE =
      new DayManifest(VERSION, 0, "", List.of(), List.of(), new TreeSet<>());

  /** Of a day whose manifest is damaged: what counted can be told when its packs are looked at. */
  static final DayManifest DAMAGED =
      new DayManifest(VERSION, -1, "", List.of(), List.of(), new TreeSet<>());

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  DayManifest {
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "the manifest of a day has version " + VERSION + ", but was of version " + version);
    }
    packs = List.copyOf(packs);
    setAside = List.copyOf(setAside);
    open = new TreeSet<>(open);
  }

  /**
   * A pack that counts.
   *
   * @param name see {@link LakePack#name}
   * @param edition of it
   * @param exports how many it holds
   */
  record Pack(String name, String edition, long exports, List<PackManifest.File> files) {
    Pack {
      files = List.copyOf(files);
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws IOException if it is none, or of another version
   */
  static DayManifest parse(byte[] json) throws IOException {
    JsonNode tree = JSON.readTree(json);
    if (!tree.isObject()) {
      throw new IOException("the manifest of a day is an object");
    }
    return JSON.treeToValue(tree, DayManifest.class);
  }

  /** Whether what cannot be parsed is a manifest of a version that is not known. */
  static boolean isOfAnotherVersion(byte[] json) {
    return Manifests.saysOtherVersion(JSON, json, Set.of(VERSION));
  }

  byte[] toJson() {
    return Manifests.json(JSON, this);
  }

  /** Whether its files are such as this program reads. */
  @JsonIgnore
  boolean isCurrent() {
    return tables == LakeLayout.VERSION;
  }

  List<PackManifest.File> files() {
    return packs.stream().flatMap(pack -> pack.files().stream()).toList();
  }

  Set<String> keys() {
    return files().stream().map(PackManifest.File::key).collect(Collectors.toSet());
  }

  /** Whether the file counts; asked for every file there is, of which a day may have thousands. */
  boolean lists(String key) {
    Optional<String> name = LakeLayout.file(key).map(LakeFile::name);
    return packs.stream()
        .filter(pack -> name.filter(pack.name()::equals).isPresent())
        .flatMap(pack -> pack.files().stream())
        .anyMatch(file -> file.key().equals(key));
  }

  Set<String> packNames() {
    return packs.stream().map(Pack::name).collect(Collectors.toSet());
  }

  /** The event dates whose activity is another in the next; all, if other things are too. */
  SortedSet<LocalDate> changedIn(DayManifest next) {
    SortedMap<LocalDate, Long> before = PackManifest.contents(files());
    SortedMap<LocalDate, Long> after = PackManifest.contents(next.files());
    SortedSet<LocalDate> changed = new TreeSet<>(before.keySet());
    changed.addAll(after.keySet());
    if (basis.equals(next.basis) && tables == next.tables) {
      changed.removeIf(date -> after.containsKey(date) && after.get(date).equals(before.get(date)));
    }
    return changed;
  }

  /**
   * With others in place of the files of its packs.
   *
   * @param others by name of the pack
   */
  DayManifest withFiles(Map<String, List<PackManifest.File>> others) {
    List<Pack> changed =
        packs.stream()
            .map(
                pack ->
                    new Pack(
                        pack.name(),
                        pack.edition(),
                        pack.exports(),
                        others.getOrDefault(pack.name(), pack.files())))
            .toList();
    return new DayManifest(version, tables, basis, changed, setAside, open);
  }

  DayManifest withOpen(Collection<LocalDate> dates) {
    return new DayManifest(version, tables, basis, packs, setAside, new TreeSet<>(dates));
  }
}
