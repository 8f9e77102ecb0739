package dev.millrace.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Settings of the OTLP routes. */
@ConfigMapping(prefix = "millrace.ingest")
public interface IngestConfig {

  /** The largest body as sent. */
  MemorySize maxBody();

  /** The largest body inflated. */
  MemorySize maxContent();

  /** How long a sender is asked to wait when the store cannot be reached. */
  Duration retryAfter();
}
