package dev.millrace.lake;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * Which exports there are, in 8 bytes each: so that it can be told whether what counted once is
 * still kept, however it lies in packs by then.
 */
public final class Fingerprints {

  /** Those of nothing, as text. */
  static final String NONE = "";

  private final long[] sorted;

  private Fingerprints(long[] sorted) {
    this.sorted = sorted;
  }

  /** Those of all exports of some packs. */
  public static Fingerprints of(Collection<PackContent> packs) {
    return new Fingerprints(
        packs.stream()
            .flatMap(pack -> pack.names().stream())
            .mapToLong(ExportName::fingerprint)
            .sorted()
            .toArray());
  }

  static String text(List<ExportName> names) {
    ByteBuffer bytes = ByteBuffer.allocate(names.size() * Long.BYTES);
    names.stream().mapToLong(ExportName::fingerprint).sorted().forEach(bytes::putLong);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** How many exports the text names. */
  static long count(String text) {
    return Base64.getDecoder().decode(text).length / Long.BYTES;
  }

  /** Whether all of those that the text names are among these. */
  boolean holdAllOf(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    while (bytes.hasRemaining()) {
      if (Arrays.binarySearch(sorted, bytes.getLong()) < 0) {
        return false;
      }
    }
    return true;
  }
}
