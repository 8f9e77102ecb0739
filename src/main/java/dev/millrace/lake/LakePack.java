package dev.millrace.lake;

import dev.millrace.Partition;
import dev.millrace.Signal;
import java.util.regex.Pattern;

/**
 * A pack of what landed, as the lake knows it: what is converted as one, apart from all others.
 *
 * @param id 32 lower-case hex digits, made of which exports are in it
 * @param edition tells its bytes from those it had before an erasure
 * @param bytesOfRow about how many a row of it takes, on average; 0 if nothing is known of them
 */
public record LakePack(
    Partition partition, Signal signal, String id, String edition, long bytesOfRow) {

  private static final long BYTES_OF_GROUP = 64L << 20;

  /** DuckDB writes no smaller ones. */
  private static final int LEAST_ROWS_OF_GROUP = 2048;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  public LakePack {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("a pack's id has 32 hex digits, but was \"" + id + "\"");
    }
  }

  /**
   * How many rows are written at once: the wider they are the fewer, the same for the same pack.
   */
  int rowsOfGroup() {
    return (int)
        Math.max(
            LEAST_ROWS_OF_GROUP,
            Math.min(TableCopy.MOST_ROWS_OF_GROUP, BYTES_OF_GROUP / Math.max(1, bytesOfRow)));
  }

  /** What its files and its manifest bear, beside the day of arrival. */
  public String name() {
    return signal + "-" + id;
  }
}
