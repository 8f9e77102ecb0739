package dev.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of the lake, of its manifests and of usage, both ways. */
class LakeLayoutTest {

  private static final OrgId ORG = new OrgId("acme-2");
  private static final LocalDate EVENT_DATE = LocalDate.of(2026, 3, 9);
  private static final LocalDate RECEIVED = LocalDate.of(2026, 3, 14);
  private static final Partition PARTITION = new Partition(ORG, RECEIVED);

  @ParameterizedTest
  @CsvSource({
    "METRICS,all,1,lake/metrics/org=acme-2/event_date=2026-03-09/received=2026-03-14-all.parquet",
    "LOGS,0,2,lake/logs/org=acme-2/event_date=2026-03-09/received=2026-03-14-0.v2.parquet",
    "SPANS,f,3,lake/spans/org=acme-2/event_date=2026-03-09/received=2026-03-14-f.v3.parquet",
    "ACTIVITY,0f,12,lake/activity/org=acme-2/event_date=2026-03-09/received=2026-03-14-0f.v12.parquet",
    "ACTIVITY,logs-0123456789abcdef0123456789abcdef,6,lake/activity/org=acme-2/event_date=2026-03-09/received=2026-03-14-logs-0123456789abcdef0123456789abcdef.v6.parquet"
  })
  void keyOfFileNamesAllOfIt(LakeTable table, String name, int version, String key) {
    LakeFile file = new LakeFile(table, ORG, EVENT_DATE, RECEIVED, name, version);
    assertThat(LakeLayout.key(file)).isEqualTo(key);
    assertThat(LakeLayout.file(key)).contains(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lake/usage/org=acme/event_date=2026-03-09/received=2026-03-14-all.parquet",
        "lake/logs/org=Acme/event_date=2026-03-09/received=2026-03-14-all.parquet",
        "lake/logs/org=acme/event_date=2026-02-30/received=2026-03-14-all.parquet",
        "lake/logs/org=acme/event_date=2026-03-09/received=2026-03-14-0ff.parquet",
        "lake/logs/org=acme/event_date=2026-03-09/received=2026-03-14-all.parquet.tmp",
        "lake/manifests/org=acme/received=2026-03-14-all.json"
      })
  void otherKeysAreNoFiles(String key) {
    assertThat(LakeLayout.file(key)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(LakeTable.class)
  void filesLieUnderTheirPrefixes(LakeTable table) {
    String key = LakeLayout.key(new LakeFile(table, ORG, EVENT_DATE, RECEIVED, "all", 2));
    assertThat(key)
        .startsWith(LakeLayout.prefix(table, ORG))
        .startsWith(LakeLayout.prefix(table, ORG, EVENT_DATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "a", "7f", "traces-0123456789abcdef0123456789abcdef"})
  void keyOfManifestNamesItsPack(String name) {
    String key = LakeLayout.manifestKey(PARTITION, name);
    assertThat(key)
        .isEqualTo("lake/manifests/org=acme-2/received=2026-03-14-" + name + ".json")
        .startsWith(LakeLayout.manifestPrefix(PARTITION));
    assertThat(LakeLayout.manifestName(key)).contains(name);
    assertThat(LakeLayout.manifestName(key + "x")).isEmpty();
  }

  @Test
  void manifestOfDayIsNoPacks() {
    String key = LakeLayout.manifestKey(PARTITION);
    assertThat(key).isEqualTo("lake/manifests/org=acme-2/received=2026-03-14.json");
    assertThat(key).doesNotStartWith(LakeLayout.manifestPrefix(PARTITION));
    assertThat(LakeLayout.manifestName(key)).isEmpty();
  }

  @Test
  void keyOfUsageNamesItsDate() {
    String key = LakeLayout.usageKey(ORG, EVENT_DATE);
    assertThat(key)
        .isEqualTo("usage/org=acme-2/event_date=2026-03-09/usage.parquet")
        .startsWith(LakeLayout.usagePrefix(ORG));
    assertThat(LakeLayout.usageDate(key)).contains(EVENT_DATE);
    assertThat(LakeLayout.usageDate("usage/org=acme-2/event_date=2026-02-30/usage.parquet"))
        .isEmpty();
    assertThat(LakeLayout.usageDate(key + "x")).isEmpty();
  }
}
