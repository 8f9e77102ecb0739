package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.RECEIVED;
import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.OrgId;
import dev.millrace.store.CountingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files of activity the usage of a range of days is made from. */
class LakeTest {

  private static final long DAY = Duration.ofDays(1).toNanos();

  private static final LandedExport THREE_DAYS =
      landed(1, metrics(sum(point(NOON, 1), point(NOON - DAY, 1), point(NOON - 2 * DAY, 1))));
  private static final String PACK = LakeFixture.pack(THREE_DAYS).name();

  private LakeFixture fixture;
  private Lake lake;

  @BeforeEach
  void open(@TempDir Path folder) {
    fixture = new LakeFixture(folder);
    fixture.write(List.of(THREE_DAYS));
    lake = new Lake(fixture.store());
  }

  @Test
  void listsActivityOfEventDatesInRange() {
    assertThat(lake.activityKeys(new OrgId("acme"), RECEIVED.minusDays(1), RECEIVED))
        .containsExactly(
            "lake/activity/org=acme/event_date=2026-03-13/received=2026-03-14-"
                + PACK
                + ".v6.parquet",
            "lake/activity/org=acme/event_date=2026-03-14/received=2026-03-14-"
                + PACK
                + ".v6.parquet");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 100})
  void namesFileThatWasCutOff(int bytes, @TempDir Path folder) {
    String key = lake.activityKeys(new OrgId("acme"), RECEIVED, RECEIVED).get(0);
    byte[] whole = fixture.store().get(key).orElseThrow();
    fixture.store().put(key, Arrays.copyOf(whole, bytes));

    assertThatExceptionOfType(DamagedFileException.class)
        .isThrownBy(() -> lake.fetchActivity(new OrgId("acme"), RECEIVED, RECEIVED, folder))
        .withMessage(
            key
                + " is damaged: a Parquet file begins and ends with PAR1, but its "
                + bytes
                + " bytes do not; to roll up 2026-03-14 makes it anew");
  }

  @Test
  void namesDaysOfArrivalThatAnotherVersionWrote() {
    String outdated =
        LakeLayout.key(
            new LakeFile(
                LakeTable.ACTIVITY,
                new OrgId("acme"),
                RECEIVED,
                RECEIVED.plusDays(3),
                "all",
                LakeLayout.VERSION - 1));
    fixture.store().put(outdated, new byte[0]);

    assertThat(lake.outdated(new OrgId("acme"), RECEIVED, RECEIVED))
        .containsExactly(RECEIVED.plusDays(3));
    assertThat(lake.outdated(new OrgId("acme"), RECEIVED.minusDays(1), RECEIVED.minusDays(1)))
        .isEmpty();
    assertThat(lake.activityKeys(new OrgId("acme"), RECEIVED, RECEIVED)).hasSize(1);
  }

  @Test
  void listsNoFileThatTheDaysManifestDoesNotList() {
    String key = lake.activityKeys(new OrgId("acme"), RECEIVED, RECEIVED).get(0);
    byte[] bytes = fixture.store().get(key).orElseThrow();
    fixture.store().put(key.replace(PACK, "metrics-" + "0".repeat(32)), bytes);
    fixture.store().put(key.replace("2026-03-14-m", "2026-03-15-m"), bytes);

    assertThat(lake.activityKeys(new OrgId("acme"), RECEIVED, RECEIVED)).containsExactly(key);
    assertThat(lake.activityBytes(new OrgId("acme"), RECEIVED, RECEIVED)).isEqualTo(bytes.length);
    assertThat(lake.activityPacks(new OrgId("acme"), RECEIVED, RECEIVED))
        .containsExactly("2026-03-14-" + PACK);
  }

  @Test
  void readsEachManifestOnceWhileNothingChanges() {
    CountingStore counting = new CountingStore(fixture.store());
    Lake counted = new Lake(counting);

    List<String> keys =
        counted.unchanged(
            () -> {
              counted.activityBytes(new OrgId("acme"), RECEIVED.minusDays(9), RECEIVED);
              counted.outdated(new OrgId("acme"), RECEIVED.minusDays(9), RECEIVED);
              return counted.activityKeys(new OrgId("acme"), RECEIVED.minusDays(9), RECEIVED);
            });

    assertThat(keys).hasSize(3);
    assertThat(counting.reads())
        .containsExactly(Map.entry(LakeLayout.manifestKey(LakeFixture.PARTITION), 1));
    counted.activityKeys(new OrgId("acme"), RECEIVED, RECEIVED);
    assertThat(counting.reads()).containsValue(2);
  }

  @Test
  void listsNothingOfOthers() {
    assertThat(lake.activityKeys(new OrgId("acm"), RECEIVED.minusDays(1), RECEIVED)).isEmpty();
    assertThat(lake.activityKeys(new OrgId("acme"), RECEIVED.plusDays(1), RECEIVED.plusDays(9)))
        .isEmpty();
  }

  @Test
  void leavesOutWhatIsNoFileOfTheLake() {
    String prefix = LakeLayout.prefix(LakeTable.ACTIVITY, new OrgId("acme"), RECEIVED);
    fixture.store().put(prefix + "notes.txt", new byte[0]);
    assertThat(lake.activityKeys(new OrgId("acme"), RECEIVED, RECEIVED)).hasSize(1);
  }
}
