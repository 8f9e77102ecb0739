package dev.millrace.rollup;

import dev.millrace.duckdb.ByteSize;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.lake.Lake;
import dev.millrace.lake.LakeDays;
import dev.millrace.lake.LakeErasure;
import dev.millrace.lake.LakeWriter;
import dev.millrace.packs.Packing;
import dev.millrace.people.People;
import dev.millrace.store.ObjectStore;
import dev.millrace.tools.Tools;
import dev.millrace.usage.AthenaUsageEngine;
import dev.millrace.usage.AthenaUsageEngine.Patience;
import dev.millrace.usage.AthenaUsageEngine.Target;
import dev.millrace.usage.DuckDbUsageEngine;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.UsageEngine;
import dev.millrace.usage.UsageEngineBySize;
import dev.millrace.usage.UsageErasure;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageParquet;
import dev.millrace.usage.UsageRestoration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;

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
  LakeErasure lakeErasure(ObjectStore store, DuckDbSettings settings) {
    return new LakeErasure(store, settings);
  }

  @Produces
  @Singleton
  UsageErasure usageErasure(
      ObjectStore store, UsageLedger ledger, UsageParquet parquet, RollupConfig config) {
    return new UsageErasure(store, ledger, parquet, config.temp());
  }

  @Produces
  @Singleton
  UsageRestoration usageRestoration(
      ObjectStore store, UsageLedger ledger, DuckDbSettings settings, Clock clock) {
    return new UsageRestoration(store, ledger, settings, clock);
  }

  @Produces
  @Singleton
  TimeZones zones(People people) {
    return org -> people.organisation(org).zone();
  }

  /** Asked for only if there is a workgroup: without one there need be no region. */
  @Produces
  @ApplicationScoped
  AthenaClient athena() {
    return AthenaClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
  }

  void close(@Disposes AthenaClient athena) {
    athena.close();
  }

  @Produces
  @Singleton
  LakeDays lakeDays(ObjectStore store) {
    return new LakeDays(store);
  }

  @Produces
  @Singleton
  Packing packing(ObjectStore store, RollupConfig config) {
    return new Packing(store, config.readers(), Packing.BOUND);
  }

  @Produces
  @Singleton
  DayOfArrival.Book bookOfDays(RollupRuns runs) {
    return partition -> runs.lastDone(partition).map(RollupRun::objects).orElse(0L);
  }

  @Produces
  @Singleton
  Progress.Book progressBook(RollupRuns runs) {
    return runs::progressed;
  }

  @Produces
  @Singleton
  UsageEngine engine(
      Lake lake, DuckDbSettings settings, RollupConfig config, AthenaClient athena, Clock clock) {
    UsageEngine here = new DuckDbUsageEngine(lake, settings);
    RollupConfig.Athena there = config.athena();
    if (there.workgroup().isEmpty()) {
      return here;
    }
    Target target = new Target(there.workgroup().get(), there.database());
    UsageEngine much = new AthenaUsageEngine(lake, athena, target, Patience.OF_A_FUNCTION, clock);
    return new UsageEngineBySize(lake, here, much, ByteSize.parse(there.fromBytes()));
  }

  @Produces
  @Singleton
  UsageParquet parquet(DuckDbSettings settings) {
    return new UsageParquet(settings);
  }
}
