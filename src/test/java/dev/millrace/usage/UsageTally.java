package dev.millrace.usage;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import dev.millrace.tools.Measure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** One row of the oracle's usage while it is counted. */
final class UsageTally {

  private final Activity key;
  private final String model;
  private final Map<Measure, Long> sums = new EnumMap<>(Measure.class);
  private final TreeSet<String> sessions = new TreeSet<>();
  private final List<Long> durations = new ArrayList<>();
  private final TreeSet<PersonSource> known = new TreeSet<>();
  private final TreeSet<String> teams = new TreeSet<>();
  private final TreeSet<String> versions = new TreeSet<>();
  private long nameless;
  private long accepted;
  private long rejected;
  private long acceptedHuman;
  private long rejectedHuman;
  private long failed;
  private boolean used;

  UsageTally(Activity key, String model) {
    this.key = key;
    this.model = model;
  }

  boolean isUsed() {
    return used;
  }

  void session(String id) {
    sessions.add(id);
  }

  /** Takes notice of a row without counting it. */
  void saw(Activity row, long amount) {
    known.add(row.personSource());
    teams.add(row.team());
    versions.add(row.toolVersion());
    used |= amount > 0;
  }

  void counts(Activity row, long amount) {
    saw(row, amount);
    sums.merge(row.measure(), amount, Long::sum);
    if (row.measure() == Measure.SESSION_STARTS && row.sessionId().isEmpty()) {
      nameless += amount;
    }
    if (row.measure() == Measure.EDITS) {
      decided(row, amount);
    }
    if (row.measure() == Measure.TOOL_CALLS && row.status().equals("error")) {
      failed += amount;
    }
    if (row.measure() == Measure.API_REQUESTS && row.durationMs() != null) {
      durations.add(row.durationMs());
    }
  }

  private void decided(Activity row, long amount) {
    boolean human = row.decisionSource().startsWith("user_");
    if (row.decision().equals("accept")) {
      accepted += amount;
      acceptedHuman += human ? amount : 0;
    } else if (row.decision().equals("reject")) {
      rejected += amount;
      rejectedHuman += human ? amount : 0;
    }
  }

  UsageRow row() {
    Long cost = sums.get(Measure.COST_NANO_USD);
    return new UsageRow(
        key.eventDate(),
        key.tool(),
        key.person(),
        key.terminal(),
        model,
        known.first().name().toLowerCase(Locale.ROOT),
        teams.last(),
        versions.last(),
        sessions.size() + nameless,
        List.copyOf(sessions),
        sum(Measure.SESSION_STARTS),
        sum(Measure.TOKENS_INPUT),
        sum(Measure.TOKENS_OUTPUT),
        sum(Measure.TOKENS_CACHE_READ),
        sum(Measure.TOKENS_CACHE_CREATION),
        sum(Measure.TOKENS_REASONING),
        cost,
        cost == null ? "none" : "reported",
        sum(Measure.LINES_ADDED),
        sum(Measure.LINES_REMOVED),
        sum(Measure.COMMITS),
        sum(Measure.PULL_REQUESTS),
        accepted,
        rejected,
        acceptedHuman,
        rejectedHuman,
        sum(Measure.ACTIVE_MS_USER),
        sum(Measure.ACTIVE_MS_CLI),
        sum(Measure.PROMPTS),
        sum(Measure.TOOL_CALLS),
        failed,
        sum(Measure.API_REQUESTS),
        sum(Measure.API_ERRORS),
        latency());
  }

  private Latency latency() {
    return new Latency(
        durations.size(),
        durations.stream().mapToLong(Long::longValue).sum(),
        durations.stream().mapToLong(Long::longValue).max().orElse(0),
        Latency.BOUNDS_MS.stream()
            .map(bound -> durations.stream().filter(duration -> duration <= bound).count())
            .toList());
  }

  private long sum(Measure measure) {
    return sums.getOrDefault(measure, 0L);
  }
}
