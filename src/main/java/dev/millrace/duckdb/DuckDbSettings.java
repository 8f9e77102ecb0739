package dev.millrace.duckdb;

import java.nio.file.Path;

/**
 * What one DuckDB may use of the machine.
 *
 * @param tempDirectory folder to spill to; made when first needed
 * @param memoryBytes beyond it, it spills. Some buffers are outside of it, so leave headroom
 * @param spillBytes what it may spill at the most; a statement that needs more fails
 * @param threads at least 1; with 1 the same statement writes the same bytes every time
 */
public record DuckDbSettings(Path tempDirectory, long memoryBytes, long spillBytes, int threads) {

  public DuckDbSettings {
    requirePositive("threads", threads);
    requirePositive("bytes of memory", memoryBytes);
    requirePositive("bytes to spill", spillBytes);
  }

  /** With as much to spill as the disk holds; the size as in {@link ByteSize}. */
  public DuckDbSettings(Path tempDirectory, String memory, int threads) {
    this(tempDirectory, ByteSize.parse(memory), Long.MAX_VALUE, threads);
  }

  /** What each of so many may use that work at once, with one thread each. */
  public DuckDbSettings share(int parts) {
    return new DuckDbSettings(tempDirectory, memoryBytes / parts, spillBytes / parts, 1);
  }

  private static void requirePositive(String what, long number) {
    if (number < 1) {
      throw new IllegalArgumentException("DuckDB needs " + what + ", but was given " + number);
    }
  }
}
