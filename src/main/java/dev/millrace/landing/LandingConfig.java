package dev.millrace.landing;

import io.smallrye.config.ConfigMapping;

/** Settings of landing. */
@ConfigMapping(prefix = "millrace.landing")
public interface LandingConfig {

  /** What becomes of prompts, answers, tool arguments and the like. */
  Content content();

  /** The choices. */
  enum Content {
    /** It is removed before landing. */
    REMOVE,
    /** It lands as sent. */
    KEEP
  }
}
