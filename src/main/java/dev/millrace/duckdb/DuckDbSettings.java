package dev.millrace.duckdb;

import java.nio.file.Path;

/**
 * What one DuckDB may use of the machine.
 *
 * @param tempDirectory folder to spill to; made when first needed
 * @param memoryLimit as DuckDB writes sizes, such as {@code 2GB}; beyond it, it spills. Some
 *     buffers are outside of it, so leave headroom
 * @param threads at least 1; with 1 the same statement writes the same bytes every time
 */
public record DuckDbSettings(Path tempDirectory, String memoryLimit, int threads) {

  public DuckDbSettings {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "DuckDB needs at least 1 thread, but was given " + threads);
    }
  }
}
