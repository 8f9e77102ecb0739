package dev.millrace.lake;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A share of a partition's objects: those whose hash starts with the shard's name. Shards of one
 * sharding are converted apart from each other, in any order or at once.
 *
 * @param name {@code all}, or one or two lower-case hex digits
 */
public record Shard(String name) {

  private static final Pattern SHAPE = Pattern.compile("all|[0-9a-f]{1,2}");

  /** The only shard of a partition that is not divided. */
  public static final Shard ALL = new Shard("all");

  /**
   * The most landed bytes, compressed, that one shard should hold, up to 8 GB a day. A day of 57 MB
   * took 1.8 GB of memory in one shard, all that it may, and 1.0 GB in sixteen of which two were
   * converted at once; sorting less at a time took four fifths of the CPU time, and the files were
   * larger by a twelfth.
   */
  static final long MAX_BYTES = 32L << 20;

  public Shard {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a shard is \"all\" or one or two lower-case hex digits, but was \"" + name + "\"");
    }
  }

  /**
   * The sharding for a partition: 1, 16 or 256 shards.
   *
   * @param bytes sum of the sizes of the partition's objects, as listed
   */
  public static List<Shard> forBytes(long bytes) {
    if (bytes <= MAX_BYTES) {
      return List.of(ALL);
    }
    int digits = bytes <= 16 * MAX_BYTES ? 1 : 2;
    return IntStream.range(0, 1 << (4 * digits))
        .mapToObj(prefix -> new Shard(HexFormat.of().toHexDigits(prefix, digits)))
        .toList();
  }

  /**
   * Whether the object belongs to this shard.
   *
   * @param objectHash lower-case hex digits
   */
  public boolean contains(String objectHash) {
    return objectHash.startsWith(hashPrefix());
  }

  /** What the hashes of its objects start with: lower-case hex digits, or nothing. */
  public String hashPrefix() {
    return equals(ALL) ? "" : name;
  }

  @Override
  public String toString() {
    return name;
  }
}
