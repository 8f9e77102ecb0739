package dev.millrace.usage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.Temporality;
import dev.millrace.tools.Measure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Usage computed a second time, in Java and one thing after the other, to hold the SQL against. */
final class UsageOracle {

  private static final Comparator<Activity> BEST_KNOWN_FIRST =
      Comparator.comparing(Activity::personSource).thenComparing(Activity::person);

  private final LocalDate first;
  private final LocalDate last;

  UsageOracle(LocalDate first, LocalDate last) {
    this.first = first;
    this.last = last;
  }

  /** One thing done: a row of activity, and how much of its quantity was new. */
  private record Done(Activity row, long amount) {

    boolean isAbout(String subject) {
      return subjectOf(row.measure()).equals(subject);
    }

    String conversation() {
      return row.sessionId().isEmpty() ? "p" + row.person() : "s" + row.sessionId();
    }
  }

  List<UsageRow> usage(List<Activity> activity) {
    List<Done> done = new ArrayList<>();
    done.addAll(events(activity));
    done.addAll(points(activity));
    Map<String, UsageTally> tallies = new TreeMap<>();
    for (Done fact : chosen(done)) {
      tally(tallies, fact.row(), "").saw(fact.row(), fact.amount());
      tally(tallies, fact.row(), modelOf(fact.row())).counts(fact.row(), fact.amount());
    }
    giveSessions(chosen(done), tallies);
    return tallies.values().stream().filter(UsageTally::isUsed).map(UsageTally::row).toList();
  }

  private List<Done> events(List<Activity> activity) {
    return activity.stream()
        .filter(row -> row.temporality() == Temporality.EVENT && isWanted(row))
        .collect(groupingBy(row -> row.eventDate() + "/" + row.rowId()))
        .values()
        .stream()
        .map(same -> same.stream().min(BEST_KNOWN_FIRST).orElseThrow())
        .map(row -> new Done(row, row.qty()))
        .toList();
  }

  private List<Done> points(List<Activity> activity) {
    List<Done> done = new ArrayList<>();
    activity.stream()
        .filter(row -> row.temporality() != Temporality.EVENT)
        .collect(groupingBy(row -> row.seriesId() + "/" + row.startNs()))
        .values()
        .forEach(process -> done.addAll(steps(process)));
    return done;
  }

  private List<Done> steps(List<Activity> process) {
    List<Done> done = new ArrayList<>();
    @Nullable Activity previous = null;
    for (Activity point : inOrder(process)) {
      if (previous != null && previous.timeNs() == point.timeNs()) {
        continue;
      }
      if (isWanted(point)) {
        done.add(new Done(point, step(previous, point)));
      }
      previous = reached(previous, point);
    }
    return done;
  }

  /** What later points are compared with; its time may be an earlier one's. */
  private static Activity reached(@Nullable Activity previous, Activity point) {
    if (previous == null || point.startNs() <= 0) {
      return point;
    }
    return point.qty() < previous.qty() ? previous : point;
  }

  private List<Activity> inOrder(List<Activity> process) {
    return process.stream()
        .filter(point -> !point.eventDate().isBefore(UsageEngine.activityFrom(first)))
        .sorted(Comparator.comparing(Activity::timeNs).thenComparing(BEST_KNOWN_FIRST))
        .toList();
  }

  private long step(@Nullable Activity previous, Activity point) {
    if (point.temporality() == Temporality.DELTA) {
      return point.qty();
    }
    if (previous != null) {
      boolean restarted = point.qty() < previous.qty() && point.startNs() <= 0;
      return restarted ? point.qty() : Math.max(0, point.qty() - previous.qty());
    }
    long lookBack =
        UsageEngine.activityFrom(first).atStartOfDay().toEpochSecond(ZoneOffset.UTC)
            * 1_000_000_000L;
    return point.startNs() > 0 && point.startNs() < lookBack ? 0 : point.qty();
  }

  private boolean isWanted(Activity row) {
    return !row.eventDate().isBefore(first) && !row.eventDate().isAfter(last);
  }

  private static List<Done> chosen(List<Done> done) {
    return done.stream()
        .filter(
            fact -> {
              String subject = subjectOf(fact.row().measure());
              return subject.isEmpty()
                  || fact.row().precedence() == precedenceOf(subject, fact, done);
            })
        .toList();
  }

  private static int precedenceOf(String subject, Done fact, Collection<Done> done) {
    List<Done> rivals =
        done.stream()
            .filter(other -> other.isAbout(subject))
            .filter(other -> other.row().eventDate().equals(fact.row().eventDate()))
            .filter(other -> other.conversation().equals(fact.conversation()))
            .toList();
    return rivals.stream()
        .filter(other -> other.row().measure() != Measure.COST_NANO_USD)
        .map(other -> other.row().precedence())
        .min(Comparator.naturalOrder())
        .orElseGet(
            () ->
                rivals.stream()
                    .map(other -> other.row().precedence())
                    .min(Comparator.naturalOrder())
                    .orElseThrow());
  }

  private static String subjectOf(Measure measure) {
    if (measure == Measure.EDITS) {
      return "edits";
    }
    boolean tokens = measure == Measure.COST_NANO_USD || measure.toString().startsWith("tokens.");
    return tokens ? "tokens" : "";
  }

  private static String modelOf(Activity row) {
    return switch (row.measure()) {
      case TOKENS_INPUT,
          TOKENS_OUTPUT,
          TOKENS_CACHE_READ,
          TOKENS_CACHE_CREATION,
          TOKENS_REASONING,
          COST_NANO_USD,
          API_REQUESTS,
          API_ERRORS ->
          row.model();
      case LINES_ADDED,
          LINES_REMOVED,
          COMMITS,
          PULL_REQUESTS,
          EDITS,
          ACTIVE_MS_USER,
          ACTIVE_MS_CLI,
          SESSION_STARTS,
          PROMPTS,
          TOOL_CALLS ->
          "";
    };
  }

  private static void giveSessions(List<Done> done, Map<String, UsageTally> tallies) {
    done.stream()
        .filter(fact -> fact.amount() > 0 && fact.row().measure() != Measure.SESSION_STARTS)
        .map(Done::row)
        .filter(row -> !row.sessionId().isEmpty())
        .collect(
            groupingBy(
                row -> row.eventDate() + "/" + row.person() + "/" + row.sessionId(),
                TreeMap::new,
                toCollection(() -> new TreeSet<>(Comparator.comparing(Activity::terminal)))))
        .values()
        .forEach(rows -> tally(tallies, rows.first(), "").session(rows.first().sessionId()));
  }

  private static UsageTally tally(Map<String, UsageTally> tallies, Activity row, String model) {
    String key =
        String.join(
            "\t", row.eventDate().toString(), row.tool(), row.person(), row.terminal(), model);
    return tallies.computeIfAbsent(key, absent -> new UsageTally(row, model));
  }
}
