package dev.millrace.usage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.Temporality;
import dev.millrace.tools.Measure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Usage computed a second time, in Java and one thing after the other, to hold the SQL against. */
final class UsageOracle {

  private static final Comparator<Activity> BEST_KNOWN_FIRST =
      Comparator.comparing(Activity::personSource).thenComparing(Activity::person);
  private static final long DAY_NS = TimeUnit.DAYS.toNanos(1);

  private final Days days;
  private final PriceTable prices;

  UsageOracle(Days days, PriceTable prices) {
    this.days = days;
    this.prices = prices;
  }

  List<UsageRow> usage(List<Activity> activity) {
    List<Told> told = new ArrayList<>();
    told.addAll(events(activity));
    told.addAll(points(activity));
    told.addAll(derived(told));
    List<Told> known = told.stream().map(fact -> fact.known(told)).toList();
    List<Told> chosen = known.stream().filter(fact -> fact.isFirstAmong(known)).toList();
    Map<String, UsageTally> tallies = new TreeMap<>();
    for (Told fact : chosen) {
      tally(tallies, fact, "").saw(fact);
      tally(tallies, fact, fact.hasModel() ? fact.row().model() : "").counts(fact);
    }
    giveSessions(chosen, tallies);
    return tallies.values().stream().filter(UsageTally::isUsed).map(UsageTally::row).toList();
  }

  private List<Told> events(List<Activity> activity) {
    List<Activity> events =
        activity.stream().filter(row -> row.temporality() == Temporality.EVENT).toList();
    return events.stream()
        .filter(row -> isWanted(dayOf(row)) && !isRepeated(row, events))
        .collect(groupingBy(row -> dayOf(row) + "/" + row.rowId()))
        .values()
        .stream()
        .map(same -> same.stream().min(BEST_KNOWN_FIRST).orElseThrow())
        .map(row -> Told.of(dayOf(row), row, row.qty()))
        .toList();
  }

  private static boolean isRepeated(Activity row, List<Activity> others) {
    return others.stream()
        .filter(other -> isSame(other, row) && other.eventDate().isBefore(row.eventDate()))
        .anyMatch(other -> saysNoTime(other, row) || isAhead(other, row));
  }

  private static boolean saysNoTime(Activity other, Activity row) {
    return row.temporality() != Temporality.CUMULATIVE
        && row.timeNs() % DAY_NS == 0
        && other.timeNs() == row.timeNs() - DAY_NS;
  }

  private static boolean isAhead(Activity other, Activity row) {
    return other.timeNs() == row.timeNs() && other.timeNs() >= startOf(other.eventDate()) + DAY_NS;
  }

  private static boolean isSame(Activity one, Activity other) {
    return one.rowId() == other.rowId()
        && one.seriesId() == other.seriesId()
        && one.startNs() == other.startNs()
        && one.qty() == other.qty();
  }

  private List<Told> points(List<Activity> activity) {
    List<Told> told = new ArrayList<>();
    List<Activity> points =
        activity.stream().filter(row -> row.temporality() != Temporality.EVENT).toList();
    points.stream()
        .filter(row -> !isRepeated(row, points))
        .collect(groupingBy(row -> row.seriesId() + "/" + row.startNs()))
        .values()
        .forEach(process -> told.addAll(steps(process)));
    return told;
  }

  private List<Told> steps(List<Activity> process) {
    List<Told> told = new ArrayList<>();
    @Nullable Activity previous = null;
    for (Activity point : inOrder(process)) {
      if (previous != null && previous.timeNs() == point.timeNs()) {
        continue;
      }
      if (isWanted(dayOf(point))) {
        told.add(Told.of(dayOf(point), point, step(previous, point)));
      }
      previous = reached(previous, point);
    }
    return told;
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
        .filter(point -> !dayOf(point).isBefore(days.first().minusDays(Days.LOOK_BACK)))
        .sorted(
            Comparator.comparing(this::countsFrom)
                .thenComparing(Activity::timeNs)
                .thenComparing(BEST_KNOWN_FIRST))
        .toList();
  }

  /** Where a start is known the day goes before the time, which a wrong clock puts behind it. */
  private LocalDate countsFrom(Activity point) {
    return point.startNs() > 0 ? dayOf(point) : LocalDate.EPOCH;
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
        TimeUnit.SECONDS.toNanos(
            days.first().minusDays(Days.LOOK_BACK).atStartOfDay(days.zone()).toEpochSecond());
    return point.startNs() > 0 && point.startNs() < lookBack ? 0 : point.qty();
  }

  /** A time that is not of its date, for the clock went wrong, is taken for the date's nearest. */
  private LocalDate dayOf(Activity row) {
    long start = startOf(row.eventDate());
    long time = Math.min(Math.max(row.timeNs(), start), start + DAY_NS - 1);
    return LocalDate.ofInstant(Instant.ofEpochSecond(0, time), days.zone());
  }

  private static long startOf(LocalDate date) {
    return TimeUnit.SECONDS.toNanos(date.atStartOfDay().toEpochSecond(ZoneOffset.UTC));
  }

  private boolean isWanted(LocalDate day) {
    return !day.isBefore(days.first()) && !day.isAfter(days.last());
  }

  /** A cost for all tokens of a kind that came together, or that they have none. */
  private List<Told> derived(List<Told> told) {
    return told.stream()
        .filter(fact -> isPriced(fact.row().measure()) || price(fact).isPresent())
        .collect(groupingBy(Told::total, TreeMap::new, toCollection(ArrayList::new)))
        .values()
        .stream()
        .map(total -> total.get(0).cost(total, price(total.get(0))))
        .toList();
  }

  private static boolean isPriced(Measure measure) {
    return switch (measure) {
      case TOKENS_INPUT,
          TOKENS_INPUT_CACHED,
          TOKENS_OUTPUT,
          TOKENS_CACHE_READ,
          TOKENS_CACHE_CREATION ->
          true;
      default -> false;
    };
  }

  private Optional<Long> price(Told fact) {
    return prices.prices().stream()
        .filter(price -> !price.validFrom().isAfter(fact.day()))
        .filter(price -> price.contextOver() == 0 || fact.isLarge())
        .filter(price -> fact.row().model().matches(price.pattern().replace("%", ".*")))
        .max(
            Comparator.comparing((PriceTable.Price price) -> price.pattern().length())
                .thenComparing(PriceTable.Price::validFrom)
                .thenComparing(PriceTable.Price::contextOver))
        .flatMap(price -> Optional.ofNullable(nanoUsd(price.tokens(), fact.row().measure())));
  }

  private static @Nullable Long nanoUsd(TokenPrices tokens, Measure measure) {
    return switch (measure) {
      case TOKENS_INPUT, TOKENS_INPUT_CACHED -> tokens.input();
      case TOKENS_OUTPUT -> tokens.output();
      case TOKENS_CACHE_READ -> tokens.cacheRead();
      case TOKENS_CACHE_CREATION -> tokens.cacheCreation();
      case CACHE_WRITES_1H -> anHour(tokens);
      default -> null;
    };
  }

  /** What an hour in the cache costs more than five minutes. */
  private static @Nullable Long anHour(TokenPrices tokens) {
    Long hour = tokens.cacheCreation1h();
    Long five = tokens.cacheCreation();
    return hour == null || five == null ? null : Long.valueOf(hour - five);
  }

  private static void giveSessions(List<Told> chosen, Map<String, UsageTally> tallies) {
    Set<String> named = new HashSet<>();
    chosen.stream()
        .filter(fact -> fact.amount() > 0 && fact.row().measure() != Measure.SESSION_STARTS)
        .filter(fact -> !fact.row().sessionId().isEmpty())
        .collect(
            groupingBy(
                fact -> fact.whose() + "/" + fact.row().sessionId(),
                TreeMap::new,
                toCollection(
                    () -> new TreeSet<>(Comparator.comparing((Told f) -> f.row().terminal())))))
        .values()
        .forEach(
            facts -> {
              tally(tallies, facts.first(), "").session(facts.first().row().sessionId());
              named.add(facts.first().whose());
            });
    chosen.stream()
        .filter(fact -> fact.row().measure() == Measure.SESSION_STARTS)
        .filter(fact -> fact.row().sessionId().isEmpty() && !named.contains(fact.whose()))
        .forEach(fact -> tally(tallies, fact, "").unnamedSessions(fact.amount()));
  }

  private static UsageTally tally(Map<String, UsageTally> tallies, Told fact, String model) {
    String key = String.join("\t", fact.whose(), fact.row().terminal(), model);
    return tallies.computeIfAbsent(key, absent -> new UsageTally(fact, model));
  }
}
