package dev.millrace.keys;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Settings of the key check. */
@ConfigMapping(prefix = "millrace.keys")
public interface KeysConfig {

  Cache cache();

  /** How long a look-up is believed. */
  interface Cache {

    /** A key that was found; revocation takes effect within it. */
    Duration hit();

    /** A key that was not found; a new key works after it at the latest. */
    Duration miss();

    /** A key that was found, while the store cannot be read. */
    Duration stale();
  }
}
