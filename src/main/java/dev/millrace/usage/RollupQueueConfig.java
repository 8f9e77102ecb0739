package dev.millrace.usage;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where the functions ask for rollups. */
@ConfigMapping(prefix = "millrace.rollup-queue")
interface RollupQueueConfig {

  /** Address of an SQS queue of type FIFO; empty where there is none. */
  Optional<String> url();
}
