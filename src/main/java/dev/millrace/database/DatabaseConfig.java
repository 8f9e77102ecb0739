package dev.millrace.database;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How long the database may keep its callers waiting. */
@ConfigMapping(prefix = "millrace.database")
interface DatabaseConfig {

  /** From asking for a connection to having one. */
  Duration connectWithin();
}
