package dev.millrace.packs;

import dev.millrace.KeyId;
import dev.millrace.landing.Weight;
import java.io.IOException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One export in a pack. A day has millions of them, so that the hash is two numbers.
 *
 * @param hashHigh the first half of the export's hash
 * @param hashLow the second
 * @param keyId of the API key that brought it
 * @param offset of its bytes in the pack
 * @param length of its bytes, compressed
 * @param weight what converting it takes; 0 rows for one that was emptied
 */
public record PackMember(
    long hashHigh, long hashLow, KeyId keyId, long offset, int length, Weight weight)
    implements Comparable<PackMember> {

  private static final int HALF = 16;

  private static final Pattern FILE_NAME =
      Pattern.compile("([0-9a-f]{32})-([0-9A-Za-z]{12})-(\\d{1,18})-(\\d{1,18})\\.binpb");

  private static final Comparator<PackMember> BY_NAME =
      Comparator.comparing(PackMember::hashHigh, Long::compareUnsigned)
          .thenComparing(PackMember::hashLow, Long::compareUnsigned)
          .thenComparing(member -> member.keyId().value());

  /**
   * A member.
   *
   * @param hash 32 lower-case hex digits
   */
  static PackMember of(String hash, KeyId keyId, long offset, int length, Weight weight) {
    return new PackMember(
        HexFormat.fromHexDigitsToLong(hash, 0, HALF),
        HexFormat.fromHexDigitsToLong(hash, HALF, 2 * HALF),
        keyId,
        offset,
        length,
        weight);
  }

  /**
   * The member that the header of a gzip member tells of.
   *
   * @throws IOException if it tells of none
   */
  static PackMember ofFileName(String name, long offset, int length, long inflated)
      throws IOException {
    Matcher match = FILE_NAME.matcher(name);
    if (!match.matches()) {
      throw new IOException("a member of a pack that does not say what it is");
    }
    Weight weight =
        new Weight(inflated, Long.parseLong(match.group(3)), Long.parseLong(match.group(4)));
    return of(match.group(1), new KeyId(match.group(2)), offset, length, weight);
  }

  /** The export's hash: 32 lower-case hex digits. */
  public String hash() {
    return HexFormat.of().toHexDigits(hashHigh) + HexFormat.of().toHexDigits(hashLow);
  }

  /** What tells it from all other exports of its day and signal: {@code <hash>-<key id>}. */
  public String name() {
    return hash() + "-" + keyId;
  }

  /** The file's name in the header of its gzip member: all that the index cannot measure. */
  String fileName() {
    return "%s-%d-%d.binpb".formatted(name(), weight.rows(), weight.rowBytes());
  }

  PackMember at(long newOffset, int newLength) {
    return new PackMember(hashHigh, hashLow, keyId, newOffset, newLength, weight);
  }

  long end() {
    return offset + length;
  }

  boolean isSameExport(PackMember other) {
    return compareTo(other) == 0;
  }

  @Override
  public int compareTo(PackMember other) {
    return BY_NAME.compare(this, other);
  }
}
