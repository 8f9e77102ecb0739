package dev.millrace.rollup;

import dev.millrace.duckdb.ByteSize;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.lake.Lake;
import dev.millrace.lake.LakeWriter;
import dev.millrace.people.People;
import dev.millrace.store.ObjectStore;
import dev.millrace.tools.Tools;
import dev.millrace.usage.DuckDbUsageEngine;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.UsageEngine;
import dev.millrace.usage.UsageParquet;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the rollup together. */
final class RollupParts {

  @Produces
  @Singleton
  DuckDbSettings settings(RollupConfig config) {
    return new DuckDbSettings(
        config.temp(),
        ByteSize.parse(config.memory()),
        ByteSize.parse(config.spill()),
        config.threads());
  }

  @Produces
  @Singleton
  LakeWriter lakeWriter(ObjectStore store, DuckDbSettings settings) {
    return new LakeWriter(store, settings, new Tools()::activityOf);
  }

  @Produces
  @Singleton
  Lake lake(ObjectStore store) {
    return new Lake(store);
  }

  @Produces
  @Singleton
  TimeZones zones(People people) {
    return org -> people.organisation(org).zone();
  }

  @Produces
  @Singleton
  Progress.Book progressBook(RollupRuns runs) {
    return runs::progressed;
  }

  @Produces
  @Singleton
  UsageEngine engine(Lake lake, DuckDbSettings settings) {
    return new DuckDbUsageEngine(lake, settings);
  }

  @Produces
  @Singleton
  UsageParquet parquet(DuckDbSettings settings) {
    return new UsageParquet(settings);
  }
}
