package dev.millrace.usage;

import static java.util.stream.Collectors.groupingBy;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What cumulative counters counted on each day.
 *
 * <p>The first point that is seen goes on where its counter was in the weeks before the look-back.
 * Where nothing is known of these it counts whole, unless the counter began before all that is
 * known.
 */
record CountersOracle(Days days, Function<Activity, LocalDate> dayOf) {

  /** How many counters of unknown start there can be in one series. */
  private static final int UNKNOWN = 4;

  List<CopiesOracle.Copy> counted(List<Activity> points) {
    List<CopiesOracle.Copy> counted = new ArrayList<>();
    Set<String> shared = shared(points.stream().filter(this::seen).toList());
    points.stream()
        .filter(this::seen)
        .collect(groupingBy(p -> p.seriesId() + "/" + p.startNs() + "/" + p.ownerId()))
        .values()
        .forEach(
            process -> counted.addAll(ofProcess(process, before(process.get(0), points), shared)));
    return counted;
  }

  /** What its counter had reached in the weeks before the look-back; null if nothing is known. */
  private @Nullable Long before(Activity of, List<Activity> points) {
    return points.stream()
        .filter(point -> point.seriesId() == of.seriesId() && point.ownerId() == of.ownerId())
        .filter(point -> point.startNs() == of.startNs() && of.startNs() < days.lookBackNs())
        .filter(point -> point.timeNs() >= days.furtherBackNs())
        .filter(point -> point.timeNs() < days.lookBackNs())
        .map(Activity::qty)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Of which days, owners and processes a point came with a personal key and otherwise. */
  private Set<String> shared(List<Activity> points) {
    Set<String> shared = new HashSet<>();
    points.stream()
        .filter(point -> point.qty() > 0)
        .collect(groupingBy(p -> name(p) + "/" + p.timeNs() + "/" + p.qty()))
        .values()
        .stream()
        .filter(same -> same.stream().map(CountersOracle::isPersonal).distinct().count() > 1)
        .forEach(same -> same.forEach(point -> shared.add(name(point) + "/" + point.ownerId())));
    return shared;
  }

  private static boolean isPersonal(Activity point) {
    return point.personSource() == PersonSource.KEY;
  }

  private String name(Activity point) {
    return dayOf.apply(point) + "/" + point.seriesId() + "/" + point.startNs();
  }

  private boolean seen(Activity point) {
    LocalDate day = dayOf.apply(point);
    return !day.isBefore(days.first().minusDays(Days.LOOK_BACK)) && !day.isAfter(days.last());
  }

  private List<CopiesOracle.Copy> ofProcess(
      List<Activity> process, @Nullable Long before, Set<String> shared) {
    Map<LocalDate, Long> amounts = new TreeMap<>();
    Map<LocalDate, Activity> rows = new TreeMap<>();
    List<Long> reached = new ArrayList<>();
    for (Activity point : inOrder(process)) {
      LocalDate day = dayOf.apply(point);
      rows.merge(day, point, CountersOracle::betterKnown);
      amounts.merge(day, step(point, before, reached), Long::sum);
    }
    List<CopiesOracle.Copy> counted = new ArrayList<>();
    amounts.forEach(
        (day, amount) -> {
          if (!day.isBefore(days.first())) {
            Activity row = Objects.requireNonNull(rows.get(day));
            String own = name(row) + "/" + row.ownerId();
            String record = shared.contains(own) ? name(row) : own;
            counted.add(new CopiesOracle.Copy(day, row, record, "", amount, null));
          }
        });
    return counted;
  }

  /** How much it adds to the first counter that it is no less than, or to a new one. */
  private long step(Activity point, @Nullable Long before, List<Long> reached) {
    boolean known = point.startNs() > 0;
    for (int i = 0; i < reached.size(); i++) {
      if (point.qty() >= reached.get(i)) {
        return point.qty() - reached.set(i, point.qty());
      }
    }
    if (reached.size() == (known ? 1 : UNKNOWN)) {
      return 0;
    }
    reached.add(point.qty());
    return reached.size() == 1 ? first(point, before) : point.qty();
  }

  private long first(Activity point, @Nullable Long before) {
    boolean known = point.startNs() > 0;
    if (before == null) {
      return known && point.startNs() < days.furtherBackNs() ? 0 : point.qty();
    }
    long more = point.qty() - before;
    return more >= 0 ? more : known ? 0 : point.qty();
  }

  /** Of two of one time the larger; where a start is known the day goes before the time. */
  private List<Activity> inOrder(List<Activity> process) {
    Map<String, Activity> points = new TreeMap<>();
    for (Activity point : process) {
      points.merge(
          dayOf.apply(point) + "/" + point.timeNs(),
          point,
          (one, other) -> one.qty() < other.qty() ? other : one);
    }
    Comparator<Activity> byDay = Comparator.comparing(dayOf);
    Comparator<Activity> byTime = Comparator.comparing(Activity::timeNs);
    boolean known = process.get(0).startNs() > 0;
    return points.values().stream()
        .sorted(known ? byDay.thenComparing(byTime) : byTime.thenComparing(byDay))
        .toList();
  }

  private static Activity betterKnown(Activity one, Activity other) {
    int better =
        Comparator.comparing(Activity::personSource)
            .thenComparing(Activity::person)
            .thenComparing(Activity::keyId)
            .compare(one, other);
    return better <= 0 ? one : other;
  }
}
