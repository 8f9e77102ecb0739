package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.PARTITION;
import static dev.millrace.lake.LakeFixture.RECEIVED;
import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run that breaks off after any number of changes to the store, and the run after it. The shard
 * had two files of yesterday and gets two of today, which with two manifests makes six changes.
 */
class LakeCrashTest {

  private static final LocalDate YESTERDAY = RECEIVED.minusDays(1);
  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final LandedExport OLD = landed(1, metrics(sum(point(NOON - DAY, 1))));
  private static final LandedExport NEW = landed(2, metrics(sum(point(NOON, 2))));
  private static final List<Shard> SIXTEEN = Shard.forBytes(1L << 28);

  private LakeFixture lake;
  private LakeFixture clean;

  @BeforeEach
  void open(@TempDir Path folder, @TempDir Path cleanFolder) {
    lake = new LakeFixture(folder);
    clean = new LakeFixture(cleanFolder);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void nextRunEndsAsIfNothingHadBroken(int changes) {
    lake.write(Shard.ALL, List.of(OLD));
    breakOff(changes);
    lake.write(Shard.ALL, List.of(NEW));
    assertThat(lake.objects()).isEqualTo(cleanRun());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void nextRunReturnsEveryDateThatChanged(int changes) {
    lake.write(Shard.ALL, List.of(OLD));
    breakOff(changes);
    assertThat(lake.write(Shard.ALL, List.of(NEW))).containsExactly(YESTERDAY, RECEIVED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void filesOfFirstRunThatBrokeAreRemovedWhenTheirExportsAreGone(int changes) {
    breakOff(changes);
    assertThat(lake.write(Shard.ALL, List.of())).containsExactly(RECEIVED);
    assertThat(lake.keys()).containsExactly("lake/manifests/org=acme/received=2026-03-14-all.json");
  }

  @Test
  void datesAreNamedAgainUntilTheChangeIsSettled() {
    lake.write(Shard.ALL, List.of(OLD));
    lake.writer().write(PARTITION, Shard.ALL, List.of(NEW).iterator());
    lake.writer().write(PARTITION, Shard.ALL, List.of(NEW).iterator());

    assertThat(lake.write(Shard.ALL, List.of(NEW))).containsExactly(YESTERDAY, RECEIVED);
    assertThat(lake.write(Shard.ALL, List.of(NEW))).containsExactly(RECEIVED);
  }

  @Test
  void datesOfOtherShardingAreNamedAgainUntilTheChangeIsSettled() {
    lake.write(Shard.ALL, List.of(OLD));
    lake.writer().keepOnly(PARTITION, SIXTEEN);

    assertThat(LakeFixture.keepOnly(lake.writer(), SIXTEEN)).containsExactly(YESTERDAY);
    assertThat(LakeFixture.keepOnly(lake.writer(), SIXTEEN)).isEmpty();
  }

  @Test
  void sixChangesAreAll() {
    lake.write(Shard.ALL, List.of(OLD));
    write(new BreakingStore(lake.store(), 6));
    assertThat(lake.objects()).isEqualTo(cleanRun());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void removalOfOtherShardingCanBeTakenUpAgain(int changes) {
    lake.write(Shard.ALL, List.of(OLD));
    LakeWriter breaking =
        lake.writer(new BreakingStore(lake.store(), changes), new PointActivity());
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> LakeFixture.keepOnly(breaking, SIXTEEN));
    SortedSet<LocalDate> dates = LakeFixture.keepOnly(lake.writer(), SIXTEEN);
    assertThat(dates).isEqualTo(Set.of(YESTERDAY));
    assertThat(lake.keys()).isEmpty();
  }

  private void breakOff(int changes) {
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> write(new BreakingStore(lake.store(), changes)));
    assertThat(lake.tempFolder()).isEmptyDirectory();
  }

  private void write(ObjectStore store) {
    LakeFixture.write(lake.writer(store, new PointActivity()), Shard.ALL, List.of(NEW));
  }

  private SortedMap<String, List<Byte>> cleanRun() {
    clean.write(Shard.ALL, List.of(NEW));
    return clean.objects();
  }
}
