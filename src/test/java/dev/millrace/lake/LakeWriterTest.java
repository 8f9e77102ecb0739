package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.PARTITION;
import static dev.millrace.lake.LakeFixture.RECEIVED;
import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.logs;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tools.Origin;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which files and which manifest a shard gets. What breaks is in {@link LakeWriterFailureTest},
 * what is in the files in the tests of the tables.
 */
class LakeWriterTest {

  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final LandedExport TODAY = landed(1, metrics(sum(point(NOON, 1))));
  private static final LandedExport YESTERDAY = landed(2, metrics(sum(point(NOON - DAY, 2))));
  private static final LandedExport LOG =
      landed(3, logs(LogRecord.newBuilder().setTimeUnixNano(NOON).build()));

  private LakeFixture lake;

  @BeforeEach
  void open(@TempDir Path folder) {
    lake = new LakeFixture(folder);
  }

  @Test
  void writesFilePerTableAndEventDate() {
    lake.write(Shard.ALL, List.of(TODAY, YESTERDAY, LOG));
    assertThat(lake.keys())
        .containsExactly(
            "lake/activity/org=acme/event_date=2026-03-13/received=2026-03-14-all.v6.parquet",
            "lake/activity/org=acme/event_date=2026-03-14/received=2026-03-14-all.v6.parquet",
            "lake/logs/org=acme/event_date=2026-03-14/received=2026-03-14-all.v6.parquet",
            "lake/manifests/org=acme/received=2026-03-14-all.json",
            "lake/metrics/org=acme/event_date=2026-03-13/received=2026-03-14-all.v6.parquet",
            "lake/metrics/org=acme/event_date=2026-03-14/received=2026-03-14-all.v6.parquet");
  }

  @Test
  void manifestListsFilesWithSizesAndRows() throws Exception {
    lake.write(Shard.ALL, List.of(TODAY, LOG));
    Manifest manifest = manifest();
    assertThat(manifest.settled()).isTrue();
    assertThat(manifest.files())
        .map(Manifest.File::key)
        .containsExactlyInAnyOrderElementsOf(
            lake.keys().stream().filter(key -> key.endsWith(".parquet")).toList());
    assertThat(manifest.files())
        .allSatisfy(
            file -> {
              assertThat(file.bytes()).isEqualTo(lake.store().get(file.key()).orElseThrow().length);
              assertThat(file.rows()).isEqualTo(1);
            });
  }

  @Test
  void writesSameBytesAgain() {
    List<LandedExport> exports = new Capture("sdk-java-protobuf-cumulative").exports();
    lake.write(Shard.ALL, exports);
    SortedMap<String, List<Byte>> first = lake.objects();
    lake.write(Shard.ALL, exports);
    assertThat(lake.objects()).isEqualTo(first);
  }

  @Test
  void writesSameBytesWhateverTheOrderOfExports() {
    List<LandedExport> exports = new ArrayList<>(manyDays());
    lake.write(Shard.ALL, exports);
    SortedMap<String, List<Byte>> first = lake.objects();
    Collections.reverse(exports);
    lake.write(Shard.ALL, exports);
    assertThat(lake.objects()).isEqualTo(first);
  }

  @Test
  void writesSameBytesWhateverTheOrderOfWhatHappenedAtOnce() {
    List<LandedExport> exports = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      exports.add(landed(i, metrics(sum(point(NOON, 2L * i), point(NOON, 2L * i + 1)))));
    }
    lake.write(Shard.ALL, exports);
    SortedMap<String, List<Byte>> first = lake.objects();
    Collections.shuffle(exports, new Random(7));
    lake.write(Shard.ALL, exports);
    assertThat(lake.objects()).isEqualTo(first);
  }

  @Test
  void writesOneFilePerEventDateHoweverManyThereAre() {
    lake.write(Shard.ALL, manyDays());
    assertThat(lake.keys()).filteredOn(key -> key.startsWith("lake/metrics/")).hasSize(150);
    assertThat(lake.rows(LakeTable.METRICS, "value_int", "")).hasSize(1500);
  }

  @Test
  void returnsEventDatesOfActivityNowAndBefore() {
    LocalDate yesterday = RECEIVED.minusDays(1);
    assertThat(lake.write(Shard.ALL, List.of(YESTERDAY, LOG))).containsExactly(yesterday);
    assertThat(lake.write(Shard.ALL, List.of(TODAY))).containsExactly(yesterday, RECEIVED);
    assertThat(lake.write(Shard.ALL, List.of(TODAY))).containsExactly(RECEIVED);
  }

  @Test
  void removesFilesOfRunBefore() {
    lake.write(Shard.ALL, List.of(YESTERDAY, LOG));
    lake.write(Shard.ALL, List.of(TODAY));
    assertThat(lake.keys())
        .containsExactly(
            "lake/activity/org=acme/event_date=2026-03-14/received=2026-03-14-all.v6.parquet",
            "lake/manifests/org=acme/received=2026-03-14-all.json",
            "lake/metrics/org=acme/event_date=2026-03-14/received=2026-03-14-all.v6.parquet");
  }

  @Test
  void emptyShardHasManifestOnly() throws Exception {
    assertThat(lake.write(Shard.ALL, List.of())).isEmpty();
    assertThat(lake.keys()).containsExactly("lake/manifests/org=acme/received=2026-03-14-all.json");
    assertThat(manifest()).isEqualTo(Manifest.NONE);
  }

  @Test
  void keepsSameRecordOfTwoKeysTwice() {
    LandedExport other =
        new LandedExport(
            TODAY.objectHash(),
            TODAY.export(),
            new Origin("key000000002", Optional.empty(), RECEIVED));
    lake.write(Shard.ALL, List.of(TODAY, other));
    assertThat(lake.rows(LakeTable.METRICS, "key_id", "order by key_id"))
        .map(row -> row.get("key_id"))
        .containsExactly("key000000001", "key000000002");
  }

  @Test
  void manifestIsReadableJson() {
    lake.write(Shard.ALL, List.of());
    byte[] json = lake.store().get(LakeLayout.manifestKey(PARTITION, Shard.ALL)).orElseThrow();
    assertThat(new String(json, StandardCharsets.UTF_8))
        .isEqualTo("{\"version\":1,\"settled\":true,\"files\":[]}");
  }

  private Manifest manifest() throws Exception {
    return Manifest.parse(
        lake.store().get(LakeLayout.manifestKey(PARTITION, Shard.ALL)).orElseThrow());
  }

  /** Ten exports, each with a point on 150 days. */
  private static List<LandedExport> manyDays() {
    return IntStream.range(0, 10)
        .mapToObj(
            number ->
                landed(
                    number,
                    metrics(
                        sum(
                            IntStream.range(0, 150)
                                .mapToObj(day -> point(NOON - day * DAY, number))
                                .toArray(NumberDataPoint.Builder[]::new)))))
        .toList();
  }
}
