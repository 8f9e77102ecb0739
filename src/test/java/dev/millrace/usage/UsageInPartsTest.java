package dev.millrace.usage;

import static dev.millrace.usage.Facts.ALICE;
import static dev.millrace.usage.UsageOf.DAY;
import static dev.millrace.usage.UsageOf.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import dev.millrace.tools.Measure;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage computed some sessions at a time against the same computed at once. */
class UsageInPartsTest {

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({"1, UTC, 2", "2, America/New_York, 7", "3, Asia/Kolkata, 40", "4, UTC, 40"})
  void isTheSameAsAtOnce(long seed, String zone, int parts) {
    Days days = new Days(DAY.minusDays(3), DAY, ZoneId.of(zone));
    files().write(ORG, comingAgain(seed));

    assertThat(usage(days, bytes(days) / parts))
        .isEqualTo(usage(days, Long.MAX_VALUE))
        .hasSizeGreaterThan(20);
  }

  @Test
  void isTheSameInMorePartsThanRows() {
    Days days = Days.utc(DAY, DAY);
    files().write(ORG, List.of(ALICE.event(Measure.PROMPTS, DAY + "T09:00:00Z", 1)));

    assertThat(usage(days, bytes(days) / 20)).isEqualTo(usage(days, Long.MAX_VALUE)).hasSize(1);
  }

  /** Some of it a second time: with another key, by another person, or under an earlier day. */
  private static List<Activity> comingAgain(long seed) {
    Random random = new Random(seed);
    List<Activity> rows = new ArrayList<>(new RandomActivity(seed).rows());
    List<Activity> again = new ArrayList<>();
    for (Activity row : rows) {
      int days = random.nextInt(3);
      switch (random.nextInt(6)) {
        case 0 -> again.add(again(row, days, "key0", row.person(), row.personSource()));
        case 1 -> again.add(again(row, days, "key3", "carol@example.com", PersonSource.EMAIL));
        case 2 -> again.add(again(row, days, "key4", "carol@example.com", PersonSource.KEY));
        default -> {}
      }
    }
    rows.addAll(again);
    Collections.shuffle(rows, random);
    return rows;
  }

  private static Activity again(
      Activity row, int daysBefore, String key, String person, PersonSource source) {
    return Again.with(
        row,
        Map.ofEntries(
            Map.entry("eventDate", row.eventDate().minusDays(daysBefore)),
            Map.entry("precedence", row.precedence() + daysBefore),
            Map.entry("keyId", key),
            Map.entry(
                "ownerId", source == PersonSource.KEY ? Facts.ownerId(person) : row.ownerId()),
            Map.entry("toolVersion", "2.1.331"),
            Map.entry("terminal", "tmux"),
            Map.entry("person", person),
            Map.entry("personSource", source),
            Map.entry("team", "another"),
            Map.entry("qty", row.qty() + daysBefore)));
  }

  private List<UsageRow> usage(Days days, long partBytes) {
    return new DuckDbUsageEngine(files().lake(), UsageOf.settings(temp), partBytes)
        .usage(ORG, days, UsageOf.PRICES);
  }

  private long bytes(Days days) {
    return files().lake().activityBytes(ORG, days.activityFrom(), days.activityTo());
  }

  private ActivityFiles files() {
    return new ActivityFiles(temp);
  }
}
