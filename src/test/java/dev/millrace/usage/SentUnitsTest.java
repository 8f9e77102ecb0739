package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import dev.millrace.lake.GivenPack;
import dev.millrace.lake.LakeDays;
import dev.millrace.lake.LakePack;
import dev.millrace.lake.LakeWriter;
import dev.millrace.lake.LandedExport;
import dev.millrace.lake.PackManifest;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtherTimes;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.tools.Capture;
import dev.millrace.tools.Tools;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real tools sent counts the same if it says its times in another unit. */
class SentUnitsTest {

  @TempDir Path temp;

  static Stream<String> captures() {
    return Stream.of(
        "claude-code-protobuf-cumulative",
        "claude-code-protobuf-delta",
        "claude-code-api-errors",
        "codex-protobuf",
        "qwen-code-http",
        "copilot-cli-protobuf");
  }

  @ParameterizedTest
  @MethodSource("captures")
  void countsTheSame(String name) {
    List<Export> sent = new Capture(name).exports();
    List<UsageRow> usage = usage("ns", sent);
    for (TimeUnit unit : List.of(TimeUnit.MICROSECONDS, TimeUnit.MILLISECONDS)) {
      List<Export> exports =
          sent.stream()
              .map(e -> OtherTimes.in(e, ns -> unit.convert(ns, TimeUnit.NANOSECONDS)))
              .toList();
      assertThat(usage(unit.toString(), exports)).isEqualTo(usage).isNotEmpty();
    }
  }

  private List<UsageRow> usage(String folder, List<Export> exports) {
    ObjectStore store = new DirectoryObjectStore(temp.resolve(folder + "/store"));
    Path spill = temp.resolve(folder + "/spill");
    LakeWriter writer = new LakeWriter(store, UsageOf.settings(spill), new Tools()::activityOf);
    Partition partition = new Partition(UsageOf.ORG, Capture.DAY);
    Map<LakePack, PackManifest> packs = new HashMap<>();
    for (GivenPack pack : GivenPack.of(partition, landed(exports))) {
      packs.put(pack.pack(), writer.convert(pack.pack(), pack));
    }
    var unused = new LakeDays(store).count(partition, packs, List.of(), "");
    return new UsageOf(temp.resolve(folder)).inFiles(Days.utc(Capture.DAY, Capture.DAY));
  }

  private static List<LandedExport> landed(List<Export> exports) {
    return exports.stream()
        .map(
            export ->
                new LandedExport(
                    "%032x".formatted(exports.indexOf(export)), export, Capture.ORIGIN))
        .toList();
  }
}
