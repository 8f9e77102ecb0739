package dev.millrace.packs;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.landing.RawObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a pack, and of its index.
 *
 * @param id 32 lower-case hex digits, made from the names of its exports
 */
public record Pack(Partition partition, Signal signal, String id) implements Comparable<Pack> {

  private static final Pattern KEY =
      Pattern.compile(
          "raw/org=([a-z0-9][a-z0-9-]{0,62})/signal=(metrics|logs|traces)/date=(\\d{4}-\\d{2}-\\d{2})"
              + "/pack-([0-9a-f]{32})\\.(binpb\\.gz|idx)");
  private static final String INDEX = "idx";

  /** The pack's key in the store. */
  public String key() {
    return stem() + ".binpb.gz";
  }

  /** The key of its index. */
  public String indexKey() {
    return stem() + "." + INDEX;
  }

  /** The pack that lies under the key; empty if it is no key of a pack. */
  public static Optional<Pack> ofKey(String key) {
    return match(key).filter(match -> !match.group(5).equals(INDEX)).flatMap(Pack::of);
  }

  /** The pack whose index lies under the key; empty if it is no key of an index. */
  public static Optional<Pack> ofIndexKey(String key) {
    return match(key).filter(match -> match.group(5).equals(INDEX)).flatMap(Pack::of);
  }

  private static Optional<Matcher> match(String key) {
    return Optional.of(KEY.matcher(key)).filter(Matcher::matches);
  }

  private static Optional<Pack> of(Matcher match) {
    try {
      LocalDate received = LocalDate.parse(match.group(3));
      return Optional.of(
          new Pack(
              new Partition(new OrgId(match.group(1)), received),
              Signal.valueOf(match.group(2).toUpperCase(Locale.ROOT)),
              match.group(4)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private String stem() {
    return RawObject.prefix(partition, signal) + "pack-" + id;
  }

  @Override
  public int compareTo(Pack other) {
    return key().compareTo(other.key());
  }

  @Override
  public String toString() {
    return partition + "/" + signal + "/" + id;
  }
}
