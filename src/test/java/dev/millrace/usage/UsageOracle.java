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

/**
 * Usage computed a second time, in Java and one thing after the other, to hold the SQL against. The
 * rules are written here first.
 *
 * <p><b>Whose it is.</b> What comes with a personal key is its owner's. What comes with another key
 * and names neither session nor person is of that key; all else is the same by whatever key it
 * came. Each of these is a world of its own, its {@code ownerId}: only within it are records the
 * same and counters one ({@link CopiesOracle}, {@link CountersOracle}). A session is of whom the
 * records name best that came without a personal key, all of them ({@link NamesOracle}).
 *
 * <p><b>Copies.</b> One record in two worlds, by a personal key and by another (the same event, or
 * amount of a series from start to end; the same point of a counter): if the other, or its session,
 * names another address, the personal one is left out, else the other is ({@link CopiesOracle}).
 *
 * <p><b>Sources.</b> Of all that is told of a subject, what takes precedence counts. What came with
 * a personal key is compared with what is of its owner only. Where points of a session take
 * precedence, but its events of before the day's last hour tell of more of one measure, by more
 * than a thousandth, the events take precedence ({@link Told#place}).
 *
 * <p><b>Amounts.</b> Of deltas the same series, start, end and value is the same, unless they stand
 * beside one another in an export; of counters each step counts, and of those whose start nobody
 * knows no more than four counters ever held ({@link CountersOracle}).
 */
final class UsageOracle {

  private static final long DAY_NS = TimeUnit.DAYS.toNanos(1);

  private final Days days;
  private final PriceTable prices;

  UsageOracle(Days days, PriceTable prices) {
    this.days = days;
    this.prices = prices;
  }

  List<UsageRow> usage(List<Activity> activity) {
    List<CopiesOracle.Copy> copies = once(activity);
    NamesOracle names = new NamesOracle(copies);
    List<Told> told = new ArrayList<>();
    new CopiesOracle(names).left(copies).forEach(fact -> told.add(fact.known(names)));
    told.addAll(derived(told));
    List<Told> placed = Told.placed(told);
    List<Told> chosen = placed.stream().filter(fact -> fact.isFirstAmong(placed)).toList();
    Map<String, UsageTally> tallies = new TreeMap<>();
    for (Told fact : chosen) {
      tally(tallies, fact, "").saw(fact);
      tally(tallies, fact, fact.hasModel() ? fact.row().model() : "").counts(fact);
    }
    giveSessions(chosen, tallies);
    return tallies.values().stream().filter(UsageTally::isUsed).map(UsageTally::row).toList();
  }

  /** Events of the days, and what counters counted on them. */
  private List<CopiesOracle.Copy> once(List<Activity> activity) {
    List<CopiesOracle.Copy> copies = new ArrayList<>();
    List<Activity> counters = new ArrayList<>();
    for (Activity row : activity) {
      if (isRepeated(row, activity)) {
        continue;
      }
      if (row.temporality() == Temporality.CUMULATIVE) {
        counters.add(row);
      } else if (isWanted(dayOf(row))) {
        copies.add(CopiesOracle.Copy.of(dayOf(row), row, settled(row)));
      }
    }
    copies.addAll(new CountersOracle(days, this::dayOf).counted(counters));
    return copies;
  }

  /** How much of it points of its day must have held too; null if it is one. */
  private @Nullable Long settled(Activity row) {
    if (row.temporality() != Temporality.EVENT) {
      return null;
    }
    Instant edge = dayOf(row).plusDays(1).atStartOfDay(days.zone()).toInstant().minus(Days.EDGE);
    return row.timeNs() < TimeUnit.SECONDS.toNanos(edge.getEpochSecond()) ? row.qty() : 0;
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
        && one.ownerId() == other.ownerId();
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
