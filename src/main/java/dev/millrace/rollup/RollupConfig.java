package dev.millrace.rollup;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the rollup. */
@ConfigMapping(prefix = "millrace.rollup")
public interface RollupConfig {

  /**
   * How often to look for days that have grown; never, if empty: then something outside starts the
   * rollup.
   */
  Optional<Duration> every();

  /** How many days before today are looked at too. */
  int catchUpDays();

  /** What DuckDB may hold in memory before it spills, as DuckDB writes sizes. */
  String memory();

  /** How many threads DuckDB works with. */
  int threads();

  /** Folder for what does not fit into memory. */
  Path temp();
}
