package dev.millrace.ingest;

import dev.millrace.otlp.DecodeMemory;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives exports being decoded their share of the heap. */
final class HeapShare {

  private HeapShare() {}

  @Produces
  @Singleton
  static DecodeMemory of(IngestConfig config) {
    return new DecodeMemory(bytes(config), config.memoryWait());
  }

  static long bytes(IngestConfig config) {
    return (long) (Runtime.getRuntime().maxMemory() * config.heapShare());
  }
}
