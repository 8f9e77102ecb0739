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
import java.nio.file.Path;
import java.time.Duration;
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
 * Which files and which manifest a pack gets. What breaks is in {@link LakeWriterFailureTest}, what
 * is in the files in the tests of the tables.
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
    lake.write(List.of(TODAY, YESTERDAY, LOG));
    String metrics = LakeFixture.pack(TODAY, YESTERDAY).name();
    String logs = LakeFixture.pack(LOG).name();
    assertThat(lake.keys())
        .containsExactlyInAnyOrder(
            "lake/activity/org=acme/event_date=2026-03-13/received=2026-03-14-%s.v6.parquet"
                .formatted(metrics),
            "lake/activity/org=acme/event_date=2026-03-14/received=2026-03-14-%s.v6.parquet"
                .formatted(metrics),
            "lake/logs/org=acme/event_date=2026-03-14/received=2026-03-14-%s.v6.parquet"
                .formatted(logs),
            "lake/manifests/org=acme/received=2026-03-14-%s.json".formatted(logs),
            "lake/manifests/org=acme/received=2026-03-14-%s.json".formatted(metrics),
            "lake/manifests/org=acme/received=2026-03-14.json",
            "lake/metrics/org=acme/event_date=2026-03-13/received=2026-03-14-%s.v6.parquet"
                .formatted(metrics),
            "lake/metrics/org=acme/event_date=2026-03-14/received=2026-03-14-%s.v6.parquet"
                .formatted(metrics));
  }

  @Test
  void manifestListsFilesWithSizesAndRows() {
    lake.write(List.of(TODAY));
    PackManifest manifest = manifest(TODAY);
    assertThat(manifest.settled()).isTrue();
    assertThat(manifest.files())
        .map(PackManifest.File::key)
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
  void convertsNoPackTwice() {
    lake.write(List.of(TODAY));
    LakeWriter broken =
        lake.writer(
            lake.store(),
            (export, origin, activity) -> {
              throw new IllegalStateException("it was converted again");
            });

    LakeFixture.write(lake.store(), broken, List.of(TODAY));

    assertThat(manifest(TODAY).setAside()).isEmpty();
  }

  @Test
  void convertsPackOfAnotherEditionInPlaceOfTheOneBefore() {
    GivenPack before = GivenPack.of(PARTITION, List.of(TODAY, YESTERDAY)).get(0);
    lake.writer().convert(before.pack(), before);
    GivenPack after = before.inEdition("2", List.of(TODAY));

    PackManifest manifest = lake.writer().convert(after.pack(), after);

    assertThat(manifest.activityDates()).containsExactly(RECEIVED);
    assertThat(lake.keys()).noneMatch(key -> key.contains("event_date=2026-03-13"));
  }

  private PackManifest manifest(LandedExport... exports) {
    return new Manifests(lake.store()).read(PARTITION, LakeFixture.pack(exports).name());
  }

  @Test
  void writesSameBytesAgain() {
    List<LandedExport> exports = new Capture("sdk-java-protobuf-cumulative").exports();
    lake.write(exports);
    SortedMap<String, List<Byte>> first = lake.objects();
    lake.write(exports);
    assertThat(lake.objects()).isEqualTo(first);
  }

  @Test
  void writesSameBytesWhateverTheOrderOfExports() {
    List<LandedExport> exports = new ArrayList<>(manyDays());
    lake.write(exports);
    SortedMap<String, List<Byte>> first = lake.objects();
    Collections.reverse(exports);
    lake.write(exports);
    assertThat(lake.objects()).isEqualTo(first);
  }

  @Test
  void writesSameBytesWhateverTheOrderOfWhatHappenedAtOnce() {
    List<LandedExport> exports = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      exports.add(landed(i, metrics(sum(point(NOON, 2L * i), point(NOON, 2L * i + 1)))));
    }
    lake.write(exports);
    SortedMap<String, List<Byte>> first = lake.objects();
    Collections.shuffle(exports, new Random(7));
    lake.write(exports);
    assertThat(lake.objects()).isEqualTo(first);
  }

  @Test
  void writesOneFilePerEventDateHoweverManyThereAre() {
    lake.write(manyDays());
    assertThat(lake.keys()).filteredOn(key -> key.startsWith("lake/metrics/")).hasSize(150);
    assertThat(lake.rows(LakeTable.METRICS, "value_int", "")).hasSize(1500);
  }

  @Test
  void keepsSameRecordOfTwoKeysTwice() {
    LandedExport other =
        new LandedExport(
            TODAY.objectHash(),
            TODAY.export(),
            new Origin("key000000002", Optional.empty(), RECEIVED));
    lake.write(List.of(TODAY, other));
    assertThat(lake.rows(LakeTable.METRICS, "key_id", "order by key_id"))
        .map(row -> row.get("key_id"))
        .containsExactly("key000000001", "key000000002");
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
