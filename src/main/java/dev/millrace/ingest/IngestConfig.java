package dev.millrace.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Settings of the OTLP routes. */
@ConfigMapping(prefix = "millrace.ingest")
public interface IngestConfig {

  /** The largest body as sent. */
  MemorySize maxBody();

  /** The largest body inflated. */
  MemorySize maxContent();

  /** How many messages may lie within one another. */
  int maxDepth();

  /** The largest number of messages, attributes and values in one export. */
  int maxParts();

  /** The largest number of data points, log records or spans in one export. */
  int maxRows();

  /** The most that these may come to, each with the resource and the scope it repeats. */
  MemorySize maxRowBytes();

  /** The longest key of an attribute, and name of a member in JSON, in bytes. */
  int maxKeyLength();

  /** The share of the heap that exports being decoded may hold together. */
  double heapShare();

  /** How long an export waits for others to give memory back. */
  Duration memoryWait();

  /** How long a sender is asked to wait when the store cannot be reached. */
  Duration retryAfter();

  /** How long a request waits for the store before its sender is asked to send it again. */
  Duration answerWithin();

  /** Where the OTLP paths are to be found too, such as {@code /ai/otel}; empty for nowhere. */
  Optional<String> basePath();

  Limits limits();

  /** What one key may send to one instance in a minute; empty for as much as it likes. */
  interface Limits {

    OptionalLong requestsPerMinute();

    /** As sent. */
    Optional<MemorySize> bytesPerMinute();
  }
}
