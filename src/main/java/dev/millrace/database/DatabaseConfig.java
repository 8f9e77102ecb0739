package dev.millrace.database;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/** How the database is reached. */
@ConfigMapping(prefix = "millrace.database")
interface DatabaseConfig {

  /** From asking for a connection to having one. */
  Duration connectWithin();

  /** Who vouches for the server: {@code public}, or a file; if empty, its address decides. */
  Optional<String> ca();
}
