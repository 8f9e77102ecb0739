package dev.millrace.usage;

import static dev.millrace.usage.UsageOf.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.OrgId;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import dev.millrace.tools.Activity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody sends, everybody else's usage is what it was. */
class IsolationTest {

  private static final LocalDate FIRST = DAY.minusDays(3);
  private static final OrgId ACME = new OrgId("acme");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void leavesEverybodyElseWhatTheyHadBesideAPersonalKey(long seed) {
    List<Activity> activity = new RandomActivity(seed).rows();
    List<Activity> attacked = new ArrayList<>(activity);
    attacked.addAll(new Attacker(new Random(seed), activity).records(3_000));

    List<UsageRow> before = usage("before", activity);

    assertThat(usage("after", attacked))
        .filteredOn(row -> !row.person().equals(Attacker.MALLORY))
        .containsExactlyElementsOf(before)
        .hasSizeGreaterThan(20);
  }

  /** Its records are the same, or like them; its name starts as the other's does. */
  @ParameterizedTest
  @ValueSource(strings = {"acme-2", "acm", "z"})
  void leavesAnOrganisationEveryByteBesideAnother(String other) throws IOException {
    List<Activity> activity = new RandomActivity(other.hashCode()).rows();
    List<Activity> attack = new ArrayList<>(activity);
    attack.addAll(new Attacker(new Random(other.hashCode()), activity).records(500));
    ActivityFiles files = new ActivityFiles(temp);
    files.write(ACME, activity);
    Map<String, String> lake = objectsOf(ACME);
    byte[] before = usageFile("before");

    files.write(new OrgId(other), attack);
    files.write(new OrgId(other), DAY, activity);

    assertThat(usageFile("after")).isEqualTo(before);
    assertThat(objectsOf(ACME)).isEqualTo(lake).isNotEmpty();
  }

  private byte[] usageFile(String name) throws IOException {
    List<UsageRow> rows =
        new DuckDbUsageEngine(new ActivityFiles(temp).lake(), UsageOf.settings(temp))
            .usage(ACME, Days.utc(DAY, DAY), UsageOf.PRICES);
    Path file = temp.resolve(name + ".parquet");
    new UsageParquet(UsageOf.settings(temp)).write(DAY, rows, file);
    assertThat(rows).isNotEmpty();
    return Files.readAllBytes(file);
  }

  private Map<String, String> objectsOf(OrgId org) {
    ObjectStore store = new DirectoryObjectStore(temp.resolve("store"));
    Map<String, String> objects = new TreeMap<>();
    try (Stream<StoredObject> all = store.list("lake/")) {
      all.map(StoredObject::key)
          .filter(key -> key.contains("org=" + org + "/"))
          .forEach(key -> objects.put(key, HexFormat.of().formatHex(store.get(key).orElseThrow())));
    }
    return objects;
  }

  private List<UsageRow> usage(String folder, List<Activity> activity) {
    return new UsageOf(temp.resolve(folder)).on(FIRST, DAY, activity);
  }
}
