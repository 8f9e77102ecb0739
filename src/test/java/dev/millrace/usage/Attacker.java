package dev.millrace.usage;

import static java.util.stream.Collectors.toSet;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import dev.millrace.tools.Activity.Temporality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Somebody with a personal key who has seen every record of everybody else's, and sends whatever
 * she makes of them.
 */
record Attacker(Random random, List<Activity> seen) {

  static final String MALLORY = "mallory@example.com";

  private static final long MOST = 100_000_000_000_000_000L;

  /** So many records. */
  List<Activity> records(int count) {
    Set<String> named =
        seen.stream()
            .filter(row -> row.personSource() == PersonSource.EMAIL)
            .map(Attacker::session)
            .collect(toSet());
    List<Activity> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Activity row = anyOf(seen);
      boolean isOfSomebody =
          row.personSource() == PersonSource.EMAIL
              || !row.sessionId().isEmpty() && named.contains(session(row));
      Map<String, Object> changes = new HashMap<>(circumstances(row));
      changes.putAll(isOfSomebody && random.nextBoolean() ? Map.of() : another(row));
      records.add(mine(row, changes));
    }
    return records;
  }

  /** What may be otherwise in a copy of the same record. */
  private Map<String, Object> circumstances(Activity row) {
    return Map.of(
        "precedence",
        random.nextInt(4),
        "model",
        random.nextBoolean() ? row.model() : "opus",
        "terminal",
        random.nextBoolean() ? row.terminal() : "tmux",
        "team",
        random.nextBoolean() ? row.team() : "zebras");
  }

  /** What makes it another record, or the same of another value. */
  private Map<String, Object> another(Activity row) {
    Map<String, Object> changes = new HashMap<>();
    changes.put("timeNs", row.timeNs() + 1 + random.nextInt(1_000));
    changes.put("qty", quantity(row));
    if (random.nextBoolean()) {
      Activity other = anyOf(seen);
      changes.put("sessionId", other.sessionId());
      changes.put("tool", random.nextBoolean() ? row.tool() : "codex");
    }
    if (random.nextBoolean()) {
      Activity other = anyOf(seen);
      changes.put("seriesId", other.seriesId());
      changes.put("startNs", random.nextInt(3) == 0 ? 0L : other.startNs());
      changes.put("measure", other.measure());
    }
    if (random.nextInt(4) == 0) {
      changes.put("eventDate", row.eventDate().plusDays(random.nextInt(3) - 1));
    }
    return changes;
  }

  private long quantity(Activity row) {
    return switch (random.nextInt(5)) {
      case 0 -> 0L;
      case 1 -> -row.qty() - 1;
      case 2 -> MOST;
      case 3 -> row.qty();
      default -> row.qty() * 2 + (row.temporality() == Temporality.CUMULATIVE ? 0 : 1);
    };
  }

  private static Activity mine(Activity row, Map<String, Object> changes) {
    Map<String, Object> mine = new HashMap<>(changes);
    mine.put("keyId", "mallory's");
    mine.put("ownerId", Facts.ownerId(MALLORY));
    mine.put("person", MALLORY);
    mine.put("personSource", PersonSource.KEY);
    return Again.with(row, mine);
  }

  private static String session(Activity row) {
    return row.eventDate() + " " + row.tool() + " " + row.sessionId();
  }

  private <T> T anyOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
