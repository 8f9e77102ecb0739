package dev.millrace.usage;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import dev.millrace.tools.Measure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One row of the oracle's usage while it is counted. */
final class UsageTally {

  private final Told key;
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
  private final List<Long> firstTokens = new ArrayList<>();
  private long unpriced;
  private @Nullable Long derived;

  UsageTally(Told key, String model) {
    this.key = key;
    this.model = model;
  }

  boolean isUsed() {
    return used;
  }

  void session(String id) {
    sessions.add(id);
  }

  void unnamedSessions(long starts) {
    nameless += starts;
  }

  /** Takes notice of something without counting it. */
  void saw(Told fact) {
    known.add(fact.source());
    teams.add(fact.row().team());
    versions.add(fact.row().toolVersion());
    used |= fact.amount() > 0;
  }

  void counts(Told fact) {
    saw(fact);
    Activity row = fact.row();
    long amount = fact.amount();
    if (fact.derived() && amount == 0) {
      return;
    }
    boolean takenOff = row.measure() == Measure.TOKENS_INPUT_CACHED;
    if (fact.unpriced()) {
      unpriced += takenOff ? -amount : amount;
      return;
    }
    if (fact.derived()) {
      derived = Objects.requireNonNullElse(derived, 0L) + (takenOff ? -amount : amount);
      return;
    }
    sums.merge(row.measure(), amount, Long::sum);
    if (row.measure() == Measure.EDITS) {
      decided(row, amount);
    }
    if (row.measure() == Measure.TOOL_CALLS && row.status().equals("error")) {
      failed += amount;
    }
    if (row.measure() == Measure.API_REQUESTS && row.durationMs() != null) {
      durations.add(row.durationMs());
    }
    if (row.measure() == Measure.API_REQUESTS && row.firstTokenMs() != null) {
      firstTokens.add(row.firstTokenMs());
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
    return new UsageRow(
        key.day(),
        key.row().tool(),
        key.person(),
        key.row().terminal(),
        model,
        known.first().name().toLowerCase(Locale.ROOT),
        teams.last(),
        versions.last(),
        sessions.size() + nameless,
        List.copyOf(sessions),
        sum(Measure.SESSION_STARTS),
        Math.max(0, sum(Measure.TOKENS_INPUT) - sum(Measure.TOKENS_INPUT_CACHED)),
        sum(Measure.TOKENS_OUTPUT),
        sum(Measure.TOKENS_CACHE_READ),
        sum(Measure.TOKENS_CACHE_CREATION),
        sum(Measure.CACHE_WRITES_1H),
        sum(Measure.TOKENS_REASONING),
        Math.max(0, unpriced),
        cost(),
        costSource(),
        derived == null ? "" : UsageOf.PRICES.version(),
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
        latency(),
        new FirstToken(
            firstTokens.size(),
            firstTokens.stream().mapToLong(Long::longValue).sum(),
            firstTokens.stream().mapToLong(Long::longValue).max().orElse(0)));
  }

  private @Nullable Long cost() {
    Long reported = sums.get(Measure.COST_NANO_USD);
    if (derived == null) {
      return reported;
    }
    return Math.max(0, (reported == null ? 0 : reported) + derived);
  }

  private String costSource() {
    boolean reported = sums.containsKey(Measure.COST_NANO_USD);
    if (unpriced > 0 && (reported || derived != null)) {
      return "partial";
    }
    if (derived == null) {
      return reported ? "reported" : "none";
    }
    return reported ? "mixed" : "derived";
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
