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

  /**
   * For how many days the store keeps the lake's files; for good, if empty. Usage of days of which
   * some may have gone stays as it is.
   */
  Optional<Integer> lakeDays();

  /** What DuckDB may hold in memory before it spills, written like {@code 64M} or {@code 1GB}. */
  String memory();

  /** What DuckDB may spill to disk, written alike; a day that needs more fails. */
  String spill();

  /** How many threads compute: DuckDB's, those that decode, and packs that convert at once. */
  int threads();

  /** How many organisations a server rolls up at once, each with memory and threads as above. */
  int atOnce();

  /** The heap of each process in which a server does so, written like {@code 1GB}. */
  String heap();

  /** How many objects are read from the store at once. */
  int readers();

  /** Address of an SQS queue by which other invocations convert packs; none do, if empty. */
  Optional<String> packsUrl();

  /** Folder for what does not fit into memory. */
  Path temp();

  /** Where usage of much activity is computed. */
  Athena athena();

  /** Settings of Athena. */
  interface Athena {

    /** The workgroup that is asked; nothing is, if empty. */
    Optional<String> workgroup();

    /** The database of Glue that has the lake's tables. */
    String database();

    /** From which size of the activity that a day is computed from, written like the others. */
    String fromBytes();
  }
}
