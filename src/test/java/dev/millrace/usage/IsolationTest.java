package dev.millrace.usage;

import static dev.millrace.usage.UsageOf.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import dev.millrace.tools.Activity.Temporality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody sends with a personal key, everybody else's usage is what it was. */
class IsolationTest {

  private static final String MALLORY = "mallory@example.com";

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void leavesEverybodyElseWhatTheyHad(long seed) {
    List<Activity> activity = new RandomActivity(seed).rows();
    List<Activity> attacked = new ArrayList<>(activity);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      attacked.add(forged(activity.get(random.nextInt(activity.size())), random));
    }
    List<UsageRow> before = usage("before", activity);
    assertThat(usage("after", attacked))
        .filteredOn(row -> !row.person().equals(MALLORY))
        .containsExactlyElementsOf(before);
  }

  /**
   * What she makes of a record she has seen: its session, series and id as they are, and exactly
   * that record only if it names another address.
   */
  private static Activity forged(Activity seen, Random random) {
    Map<String, Object> changes = new HashMap<>();
    changes.put("precedence", random.nextInt(4));
    changes.put("model", random.nextBoolean() ? seen.model() : "opus");
    changes.put("tool", random.nextInt(9) > 0 ? seen.tool() : "codex");
    boolean counter = seen.temporality() == Temporality.CUMULATIVE;
    boolean exact = seen.personSource() == PersonSource.EMAIL && random.nextBoolean();
    if (!exact) {
      changes.put("qty", random.nextInt(3) * seen.qty() + (counter ? 0 : 1));
      changes.put("timeNs", seen.timeNs() + 1 + random.nextInt(1_000));
    }
    changes.put("keyId", "mallory's");
    changes.put("ownerId", Facts.ownerId(MALLORY));
    changes.put("person", MALLORY);
    changes.put("personSource", PersonSource.KEY);
    return Again.with(seen, changes);
  }

  private List<UsageRow> usage(String folder, List<Activity> activity) {
    return new UsageOf(temp.resolve(folder)).on(DAY.minusDays(3), DAY, activity);
  }
}
