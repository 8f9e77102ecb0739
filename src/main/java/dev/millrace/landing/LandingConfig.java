package dev.millrace.landing;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Settings of landing. */
@ConfigMapping(prefix = "millrace.landing")
public interface LandingConfig {

  /** What becomes of prompts, answers, tool arguments and the like. */
  Content content();

  /**
   * Keys that land whatever their value, since the operator knows them to hold no content; and the
   * names that texts without a key are told under, such as {@code log.body}.
   */
  Optional<List<String>> allowedKeys();

  /**
   * Address of an SQS queue that exports land in, on their way into packs; empty where they land as
   * objects.
   */
  Optional<String> queueUrl();

  /** Address of that queue's dead-letter queue, for the task that lands what lies there. */
  Optional<String> deadLetterUrl();

  /** The choices. */
  enum Content {
    /** It is removed before landing. */
    REMOVE,
    /** It lands as sent. */
    KEEP
  }
}
