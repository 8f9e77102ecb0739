package dev.millrace.usage;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import dev.millrace.tools.Measure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Activity of eleven days that has everything in it that happens, by a seed. */
final class RandomActivity {

  private static final Instant BEGIN = Instant.parse("2026-02-22T00:00:00Z");
  private static final int MINUTES = 11 * 24 * 60;

  private final Random random;
  private final List<Activity> rows = new ArrayList<>();

  RandomActivity(long seed) {
    this.random = new Random(seed);
  }

  /** Rows in no order, some of them twice. */
  List<Activity> rows() {
    for (int i = 0; i < 300; i++) {
      event();
      delta();
    }
    for (int i = 0; i < 40; i++) {
      process();
    }
    for (Activity row : List.copyOf(rows)) {
      if (random.nextInt(5) == 0) {
        rows.add(withPersonalKey(row, anyOf("alice@example.com", "bob@example.com")));
      }
    }
    rows.addAll(rows.subList(0, rows.size() / 10));
    Collections.shuffle(rows, random);
    return rows;
  }

  /** The same record as it comes with a personal key. */
  static Activity withPersonalKey(Activity row, String owner) {
    return Again.with(
        row,
        Map.of(
            "keyId",
            "of " + owner,
            "ownerId",
            Facts.ownerId(owner),
            "person",
            owner,
            "personSource",
            PersonSource.KEY));
  }

  private void event() {
    rows.add(
        requested(
            someone().event(anyOf(Measure.values()), anyTime().toString(), random.nextInt(3))));
    rows.add(someone().untimed(anyOf(Measure.values()), anyDate(), random.nextInt(3)));
  }

  /** Whatever comes twice is of the same request. */
  private static Activity requested(Activity row) {
    boolean large = row.rowId() % 2 == 0;
    Map<String, Object> fields = new HashMap<>();
    fields.put("contextTokens", large ? 200_001L : 200_000L);
    fields.put("firstTokenMs", large ? null : (Object) (row.rowId() % 500 + 500));
    return Again.with(row, fields);
  }

  private void delta() {
    rows.add(someone().delta(anyOf(Measure.values()), anyTime().toString(), random.nextInt(50)));
    rows.add(someone().untimedDelta(anyOf(Measure.values()), anyDate(), 2));
    rows.add(someone().coverage(anyOf(Measure.values()), anyTime().toString()));
  }

  /** A process with a cumulative counter, which may start again without saying so. */
  private void process() {
    Facts facts = someone();
    Measure measure = anyOf(Measure.values());
    boolean sleeps = random.nextInt(3) == 0;
    Instant start = anyTime().minus(Duration.ofDays(sleeps ? random.nextInt(50) : 0));
    Instant time = start;
    boolean saysStart = random.nextInt(5) > 0;
    long value = 0;
    for (int i = 0; i < random.nextInt(12); i++) {
      time = time.plus(Duration.ofMinutes(1 + random.nextInt(sleeps ? 20_000 : 1500)));
      value = random.nextInt(10) == 0 ? random.nextInt(5) : value + random.nextInt(20);
      Instant said = saysStart ? start : Instant.EPOCH;
      rows.add(facts.cumulative(measure, said.toString(), time.toString(), value));
    }
  }

  private Facts someone() {
    return anyone()
        .through(anyOf("key1", "key2"))
        .on(anyOf("vscode", "tmux", ""))
        .in(anyOf("s1", "s2", "s3", "s4", ""))
        .with(anyOf("sonnet", "opus", "priced", "priced-mini", ""))
        .preferred(random.nextInt(4))
        .decided(
            anyOf("accept", "reject", ""), anyOf("config", "user_temporary", "user_reject", ""))
        .ended(
            anyOf("ok", "error", ""),
            random.nextBoolean() ? null : anyOf(0L, 250L, 900L, 2500L, 9000L, 70_000L));
  }

  private Facts anyone() {
    return anyOf(
        Facts.NOBODY,
        Facts.ALICE.by("i-1", PersonSource.INSTALLATION),
        Facts.ALICE.by("i-2", PersonSource.INSTALLATION),
        Facts.ALICE,
        Facts.ALICE.by("bob@example.com", PersonSource.EMAIL),
        Facts.ALICE.by("bob@example.com", PersonSource.KEY));
  }

  /** Of few, so that some come on two days after one another. */
  private LocalDate anyDate() {
    return LocalDate.ofInstant(anyTime(), ZoneOffset.UTC);
  }

  private Instant anyTime() {
    return BEGIN.plus(Duration.ofMinutes(random.nextInt(MINUTES)));
  }

  @SafeVarargs
  private <T> T anyOf(T... values) {
    return values[random.nextInt(values.length)];
  }
}
