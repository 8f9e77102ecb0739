package dev.millrace.lake;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the lake and the usage made from it lie in the object store.
 *
 * <pre>
 * lake/&lt;table&gt;/org=&lt;org&gt;/event_date=&lt;date&gt;/received=&lt;date&gt;-&lt;signal&gt;-&lt;pack id&gt;.v&lt;version&gt;.parquet
 * lake/manifests/org=&lt;org&gt;/received=&lt;date&gt;-&lt;signal&gt;-&lt;pack id&gt;.json
 * lake/manifests/org=&lt;org&gt;/received=&lt;date&gt;.json
 * usage/org=&lt;org&gt;/event_date=&lt;date&gt;/usage.parquet
 * </pre>
 *
 * <p>Dates are UTC days as {@code YYYY-MM-DD}. {@code org} and {@code event_date} are columns by
 * Hive's convention and are not repeated inside the files. Prefixes end where only what they name
 * can follow.
 */
public final class LakeLayout {

  /**
   * The version of the tables that this program writes, and the only one whose activity it computes
   * from. To be raised with every change of a column, or of what one means: what lies there is then
   * made anew from what landed when it is next needed.
   */
  public static final int VERSION = 6;

  /** From 0 on, all that is in the column {@code session_hash} of activity is smaller. */
  public static final long SESSION_HASHES = 1L << 31;

  /** The first version's files do not say it. */
  private static final int UNNAMED_VERSION = 1;

  private static final String DATE = "(\\d{4}-\\d{2}-\\d{2})";
  private static final String RECEIVED =
      "received=" + DATE + "-(all|[0-9a-f]{1,2}|(?:metrics|logs|traces)-[0-9a-f]{32})";
  private static final String ORG = "org=([a-z0-9][a-z0-9-]{0,62})";

  private static final Pattern FILE =
      Pattern.compile(
          "lake/(metrics|logs|spans|activity)/"
              + ORG
              + "/event_date="
              + DATE
              + "/"
              + RECEIVED
              + "(?:\\.v(\\d{1,4}))?\\.parquet");
  private static final Pattern MANIFEST =
      Pattern.compile("lake/manifests/" + ORG + "/" + RECEIVED + "\\.json");
  private static final Pattern USAGE =
      Pattern.compile("usage/" + ORG + "/event_date=" + DATE + "/usage\\.parquet");

  private LakeLayout() {}

  /** Key of a file of the lake. */
  public static String key(LakeFile file) {
    return prefix(file.table(), file.org(), file.eventDate())
        + received(file.received(), file.name())
        + (file.version() == UNNAMED_VERSION ? "" : ".v" + file.version())
        + ".parquet";
  }

  /** The file that lies under the key; empty if it is no key of a file of the lake. */
  public static Optional<LakeFile> file(String key) {
    Matcher match = FILE.matcher(key);
    if (!match.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LakeFile(
              LakeTable.valueOf(match.group(1).toUpperCase(Locale.ROOT)),
              new OrgId(match.group(2)),
              LocalDate.parse(match.group(3)),
              LocalDate.parse(match.group(4)),
              match.group(5),
              match.group(6) == null ? UNNAMED_VERSION : Integer.parseInt(match.group(6))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Prefix of the files of one event date. */
  public static String prefix(LakeTable table, OrgId org, LocalDate eventDate) {
    return prefix(table, org) + "event_date=" + eventDate + "/";
  }

  /** Prefix of an organisation's files. */
  public static String prefix(LakeTable table, OrgId org) {
    return "lake/" + table + "/org=" + org + "/";
  }

  /** Key of the manifest of one pack of a partition. */
  static String manifestKey(Partition partition, String name) {
    return manifestFolder(partition.org()) + received(partition.received(), name) + ".json";
  }

  /** Key of the manifest that says what counts of a partition. */
  static String manifestKey(Partition partition) {
    return manifestFolder(partition.org()) + "received=" + partition.received() + ".json";
  }

  /** Prefix of the manifests of a partition's packs. */
  static String manifestPrefix(Partition partition) {
    return manifestFolder(partition.org()) + "received=" + partition.received() + "-";
  }

  /** The name of the pack whose manifest lies under the key; empty if it is no such key. */
  static Optional<String> manifestName(String key) {
    return Optional.of(MANIFEST.matcher(key)).filter(Matcher::matches).map(m -> m.group(3));
  }

  /** Key of an organisation's usage on one event date. */
  public static String usageKey(OrgId org, LocalDate eventDate) {
    return usagePrefix(org) + "event_date=" + eventDate + "/usage.parquet";
  }

  /** The event date whose usage lies under the key; empty if it is no key of usage. */
  public static Optional<LocalDate> usageDate(String key) {
    Matcher match = USAGE.matcher(key);
    if (!match.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(match.group(2)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Prefix of an organisation's usage. */
  public static String usagePrefix(OrgId org) {
    return "usage/org=" + org + "/";
  }

  /** Prefixes of all that is made from what landed of the organisation. */
  public static Stream<String> prefixes(OrgId org) {
    Stream<String> tables = Arrays.stream(LakeTable.values()).map(table -> prefix(table, org));
    return Stream.concat(tables, Stream.of(manifestFolder(org), usagePrefix(org)));
  }

  private static String manifestFolder(OrgId org) {
    return "lake/manifests/org=" + org + "/";
  }

  private static String received(LocalDate received, String name) {
    return "received=" + received + "-" + name;
  }
}
