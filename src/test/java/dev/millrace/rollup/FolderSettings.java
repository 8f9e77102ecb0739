package dev.millrace.rollup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of a rollup without an application around it. */
record FolderSettings(Path temp, int memoryMb, int threads, int readers, Optional<Integer> lakeDays)
    implements RollupConfig {

  /** Settings under which the lake is kept for good. */
  FolderSettings(Path temp, int memoryMb, int threads, int readers) {
    this(temp, memoryMb, threads, readers, Optional.empty());
  }

  @Override
  public Optional<Duration> every() {
    return Optional.empty();
  }

  @Override
  public int catchUpDays() {
    return 0;
  }

  @Override
  public String memory() {
    return memoryMb + "MB";
  }

  @Override
  public String spill() {
    return "100GB";
  }

  @Override
  public Athena athena() {
    throw new UnsupportedOperationException("only RollupParts asks for Athena");
  }

  @Override
  public int atOnce() {
    return 1;
  }

  @Override
  public String heap() {
    return "1GB";
  }

  @Override
  public Optional<String> packsUrl() {
    return Optional.empty();
  }
}
