package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.lake.GivenPack;
import dev.millrace.lake.Lake;
import dev.millrace.lake.LakeDays;
import dev.millrace.lake.LakePack;
import dev.millrace.lake.LakeWriter;
import dev.millrace.lake.LandedExport;
import dev.millrace.otlp.Export;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Origin;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lake in a folder, with activity that no export has to be made up for. */
final class ActivityFiles {

  private static final LocalDate RECEIVED = LocalDate.parse("2026-11-23");
  private static final Export NOTHING =
      new Export.Metrics(ExportMetricsServiceRequest.getDefaultInstance());

  private final ObjectStore store;
  private final DuckDbSettings settings;

  ActivityFiles(Path folder) {
    this.store = new DirectoryObjectStore(folder.resolve("store"));
    this.settings = new DuckDbSettings(folder.resolve("spill"), "512MB", 1);
  }

  Lake lake() {
    return new Lake(store);
  }

  /** Writes the rows as all that the organisation received, in place of what it had. */
  void write(OrgId org, List<Activity> activity) {
    write(org, RECEIVED, activity);
  }

  /** Writes the rows as what the organisation received on a day, in place of that day's. */
  void write(OrgId org, LocalDate received, List<Activity> activity) {
    LakeWriter writer =
        new LakeWriter(store, settings, (export, origin, sink) -> activity.forEach(sink));
    Partition partition = new Partition(org, received);
    LandedExport landed =
        new LandedExport(
            "0".repeat(32), NOTHING, new Origin("key000000001", Optional.empty(), received));
    GivenPack given = GivenPack.of(partition, List.of(landed)).get(0);
    String edition = Integer.toHexString(activity.hashCode());
    LakePack pack = new LakePack(partition, given.pack().signal(), given.pack().id(), edition, 0);
    var unused =
        new LakeDays(store)
            .count(partition, Map.of(pack, writer.convert(pack, given)), List.of(), "");
  }
}
