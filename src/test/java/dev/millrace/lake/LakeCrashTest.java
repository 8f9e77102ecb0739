package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.PARTITION;
import static dev.millrace.lake.LakeFixture.RECEIVED;
import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that breaks off after any number of changes to the store, and the run after it: other packs
 * take the place of those that counted, as where small ones are merged, or a person is erased.
 */
class LakeCrashTest {

  private static final LocalDate YESTERDAY = RECEIVED.minusDays(1);
  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final LandedExport OLD = landed(1, metrics(sum(point(NOON - DAY, 1))));
  private static final LandedExport NEW = landed(2, metrics(sum(point(NOON, 2))));

  private LakeFixture lake;

  @BeforeEach
  void open(@TempDir Path folder) {
    lake = new LakeFixture(folder);
  }

  @Test
  void nextRunEndsAsIfNothingHadBroken(@TempDir Path cleanFolder) {
    LakeFixture clean = new LakeFixture(cleanFolder);
    clean.write(List.of(OLD, NEW));
    int changes = 0;
    boolean broke = true;
    while (broke) {
      reset();
      broke = breaksOff(changes++, List.of(OLD, NEW));
      lake.write(List.of(OLD, NEW));
      assertThat(lake.objects()).isEqualTo(clean.objects());
    }
    assertThat(changes).isGreaterThan(8);
  }

  @Test
  void nextRunNamesEveryDateThatIsNotSettled() {
    int changes = 0;
    boolean broke = true;
    while (broke) {
      reset();
      broke = breaksOff(changes++, List.of(NEW));
      boolean settled = !broke;
      assertThat(lake.write(List.of(NEW)))
          .isEqualTo(new TreeSet<>(settled ? List.of() : List.of(YESTERDAY, RECEIVED)));
    }
  }

  /** Either what counted before, or what is to count; nothing of both, and none lacking. */
  @Test
  void countsOldOrNewAtEveryMoment() {
    int changes = 0;
    boolean broke = true;
    while (broke) {
      reset();
      broke = breaksOff(changes++, List.of(OLD, NEW));
      List<String> keys = activity();
      assertThat(keys).hasSizeBetween(1, 2).allMatch(key -> lake.store().get(key).isPresent());
      assertThat(keys.stream().map(key -> key.replaceFirst(".*received", "")).distinct())
          .hasSize(1);
    }
  }

  @Test
  void leavesNothingOfPackThatNeverCounted() {
    breaksOff(3, List.of(NEW));
    lake.write(List.of(OLD));
    LakeFixture clean = new LakeFixture(lake.tempFolder().resolveSibling("clean"));
    clean.write(List.of(OLD));
    assertThat(lake.objects()).isEqualTo(clean.objects());
  }

  @Test
  void packingInAnotherWayOpensNoDate() {
    List<LandedExport> exports =
        IntStream.range(0, 40)
            .mapToObj(i -> landed(i, metrics(sum(point(NOON - i % 5 * DAY, i), point(NOON, i)))))
            .toList();
    assertThat(count(exports.subList(0, 10), exports.subList(10, 25), exports.subList(25, 40)))
        .hasSize(5);
    assertThat(count(exports.subList(0, 25), exports.subList(25, 40))).isEmpty();
    assertThat(count(exports)).isEmpty();
    assertThat(count(exports.subList(0, 39))).containsExactly(RECEIVED.minusDays(4), RECEIVED);
  }

  @Test
  void anotherBasisOpensAllDates() {
    List<LandedExport> exports = List.of(OLD, NEW);
    lake.write(exports);
    LakeDays days = new LakeDays(lake.store());
    GivenPack pack = GivenPack.of(PARTITION, exports).get(0);
    Map<LakePack, PackManifest> packs =
        Map.of(pack.pack(), lake.writer().convert(pack.pack(), pack));

    assertThat(days.count(PARTITION, packs, List.of(), "")).isEmpty();
    assertThat(days.count(PARTITION, packs, List.of(), "other prices"))
        .containsExactly(YESTERDAY, RECEIVED);
    days.settle(PARTITION, new TreeSet<>(List.of(YESTERDAY)));
    assertThat(days.count(PARTITION, packs, List.of(), "other prices")).containsExactly(RECEIVED);
  }

  @Test
  void whatCountedBeforeThereWerePacksGoesOnceTheyCount() {
    String file = "lake/activity/org=acme/event_date=2026-03-10/received=2026-03-14-0f.v5.parquet";
    lake.store().put(file, new byte[] {1});
    lake.store()
        .put(
            "lake/manifests/org=acme/received=2026-03-14-0f.json",
            "{\"version\":1,\"settled\":true,\"files\":[{\"key\":\"%s\",\"bytes\":1,\"rows\":1}]}"
                .formatted(file)
                .getBytes(StandardCharsets.UTF_8));

    assertThat(lake.write(List.of(NEW))).containsExactly(RECEIVED.minusDays(4), RECEIVED);

    assertThat(lake.keys()).noneMatch(key -> key.contains("-0f."));
    assertThat(lake.write(List.of(NEW))).isEmpty();
  }

  @Test
  void knowsWhetherAllThatCountsIsStillKept() {
    List<LandedExport> exports =
        IntStream.range(0, 9).mapToObj(i -> landed(i, metrics(sum(point(NOON, i))))).toList();
    count(exports.subList(0, 4), exports.subList(4, 8));

    assertThat(isAllAmong(exports.subList(0, 4), exports.subList(4, 8))).isTrue();
    assertThat(isAllAmong(exports)).isTrue();
    assertThat(isAllAmong(exports.subList(0, 2), exports.subList(2, 9))).isTrue();
    assertThat(isAllAmong(exports.subList(0, 4))).isFalse();
    assertThat(isAllAmong(exports.subList(1, 9))).isFalse();
    assertThat(isAllAmong()).isFalse();
  }

  @SafeVarargs
  private TreeSet<LocalDate> count(List<LandedExport>... packs) {
    Map<LakePack, PackManifest> converted = new HashMap<>();
    for (List<LandedExport> exports : packs) {
      GivenPack pack = GivenPack.of(PARTITION, exports).get(0);
      converted.put(pack.pack(), lake.writer().convert(pack.pack(), pack));
    }
    LakeDays days = new LakeDays(lake.store());
    TreeSet<LocalDate> open = new TreeSet<>(days.count(PARTITION, converted, List.of(), ""));
    days.tidy(PARTITION);
    days.settle(PARTITION, open);
    return open;
  }

  @SafeVarargs
  private boolean isAllAmong(List<LandedExport>... packs) {
    Map<LakePack, PackContent> present = new HashMap<>();
    for (List<LandedExport> exports : packs) {
      GivenPack pack = GivenPack.of(PARTITION, exports).get(0);
      present.put(pack.pack(), pack);
    }
    return new LakeDays(lake.store()).isAllAmong(PARTITION, present);
  }

  /** The lake as it is before: what came yesterday counts. */
  private void reset() {
    new ArrayList<>(lake.keys()).forEach(lake.store()::delete);
    lake.write(List.of(OLD));
  }

  private List<String> activity() {
    return new Lake(lake.store()).activityKeys(PARTITION.org(), YESTERDAY, RECEIVED);
  }

  private boolean breaksOff(int changes, List<LandedExport> exports) {
    ObjectStore breaking = new BreakingStore(lake.store(), changes);
    try {
      LakeFixture.write(breaking, lake.writer(breaking, new PointActivity()), exports);
      return false;
    } catch (StoreUnavailableException e) {
      return true;
    } finally {
      assertThat(lake.tempFolder()).isEmptyDirectory();
    }
  }
}
