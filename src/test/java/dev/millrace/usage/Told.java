package dev.millrace.usage;

import static java.util.stream.Collectors.groupingBy;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import dev.millrace.tools.Measure;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is told: a row of activity, how much of its quantity was new, and whose it is.
 *
 * @param pointed of points, the amount; of events null
 * @param settled of an event, how much of it points of its day must have held too; of a point null
 * @param precedence of the kind of record
 * @param place the smallest counts: the precedence, unless points were found to lack something
 * @param derived whether it is a cost worked out from tokens, or, if {@code unpriced}, how many
 *     tokens it could not be worked out from
 */
record Told(
    LocalDate day,
    Activity row,
    long amount,
    @Nullable Long pointed,
    @Nullable Long settled,
    PersonSource source,
    String person,
    int precedence,
    int place,
    boolean derived,
    boolean unpriced) {

  static Told of(LocalDate day, Activity row, long amount, @Nullable Long settled) {
    return new Told(
        day,
        row,
        amount,
        settled == null ? amount : null,
        settled,
        row.personSource(),
        row.person(),
        row.precedence(),
        row.precedence(),
        false,
        false);
  }

  String whose() {
    return String.join("\t", day.toString(), row.tool(), person);
  }

  /** What tokens are priced together with. */
  String total() {
    return String.join("\t", whose(), source.name(), row.keyId(), row.terminal())
        + String.join("\t", row.sessionId(), row.model(), row.measure().toString())
        + precedence
        + isLarge();
  }

  /** Whether it went into a request that costs more by {@link UsageOf#PRICES}. */
  boolean isLarge() {
    return row.contextTokens() > 200_000;
  }

  Told cost(Collection<Told> total, Optional<Long> price) {
    long tokens = total.stream().mapToLong(Told::amount).sum();
    return new Told(
        day,
        row,
        Objects.requireNonNull(nanoUsd(tokens, price)),
        nanoUsd(sum(total, Told::pointed), price),
        nanoUsd(sum(total, Told::settled), price),
        source,
        person,
        1000 + precedence,
        1000 + precedence,
        true,
        price.isEmpty());
  }

  private static @Nullable Long sum(Collection<Told> facts, Function<Told, @Nullable Long> amount) {
    List<Long> amounts = facts.stream().map(amount).filter(Objects::nonNull).toList();
    return amounts.isEmpty() ? null : amounts.stream().mapToLong(Long::longValue).sum();
  }

  /** What they cost, or, if no price is known, how many they are. */
  private static @Nullable Long nanoUsd(@Nullable Long tokens, Optional<Long> price) {
    if (tokens == null || price.isEmpty()) {
      return tokens;
    }
    return (tokens * (price.get() / 1000) + 500) / 1000;
  }

  /** With the best known person of the session, whom no personal key can name. */
  Told known(NamesOracle names) {
    NamesOracle.Name name = names.of(day, row);
    return by(name.source(), name.person());
  }

  private boolean isPersonal() {
    return row.personSource() == PersonSource.KEY;
  }

  private boolean isOfSessionOf(Told other) {
    return other.day.equals(day)
        && other.row.tool().equals(row.tool())
        && other.row.sessionId().equals(row.sessionId());
  }

  private Told by(PersonSource otherSource, String other) {
    return new Told(
        day,
        row,
        amount,
        pointed,
        settled,
        otherSource,
        other,
        precedence,
        place,
        derived,
        unpriced);
  }

  /** All of them, those first that points which take precedence were found to lack. */
  static List<Told> placed(List<Told> all) {
    return all.stream().map(fact -> fact.isFuller(all) ? fact.first() : fact).toList();
  }

  private Told first() {
    return new Told(
        day, row, amount, pointed, settled, source, person, precedence, -1, derived, unpriced);
  }

  private boolean isFuller(List<Told> all) {
    if (row.sessionId().isEmpty()) {
      return false;
    }
    List<Told> beside =
        all.stream()
            .filter(other -> isOfSessionOf(other) && isPersonal() == other.isPersonal())
            .filter(other -> person.equals(other.person) && subject().equals(other.subject()))
            .toList();
    int foremost = beside.stream().mapToInt(Told::precedence).min().orElseThrow();
    TreeMap<Long, TreeSet<Integer>> lacks = new TreeMap<>();
    beside.stream()
        .collect(groupingBy(Told::kind))
        .values()
        .forEach(
            told ->
                told.stream()
                    .collect(groupingBy(Told::precedence))
                    .forEach((place, some) -> lack(told, foremost, place, some, lacks)));
    return !lacks.isEmpty() && lacks.lastEntry().getValue().first() == precedence;
  }

  private static void lack(
      List<Told> told,
      int foremost,
      int place,
      List<Told> some,
      TreeMap<Long, TreeSet<Integer>> lacks) {
    Long ofPoints =
        sum(told.stream().filter(f -> f.precedence == foremost).toList(), Told::pointed);
    Long ofEvents = sum(some, Told::settled);
    if (ofPoints != null && ofEvents != null && ofEvents * 1000 > ofPoints * 1001) {
      lacks.computeIfAbsent(ofEvents - ofPoints, absent -> new TreeSet<>()).add(place);
    }
  }

  /** What is counted, to be compared. */
  private String kind() {
    if (!derived) {
      return row.measure().toString();
    }
    boolean takenOff = row.measure() == Measure.TOKENS_INPUT_CACHED;
    return amount == 0 ? "nothing" : (unpriced ? "unpriced" : "derived") + takenOff;
  }

  boolean isFirstAmong(List<Told> all) {
    return all.stream().noneMatch(other -> other.place < place && tellsTheSame(other));
  }

  private boolean tellsTheSame(Told other) {
    if (!subject().equals(other.subject())
        || !day.equals(other.day)
        || !row.tool().equals(other.row.tool())) {
      return false;
    }
    return switch (Math.max(names(), other.names())) {
      case 0 ->
          row.sessionId().equals(other.row.sessionId())
              && (person.equals(other.person) || !isPersonal() && !other.isPersonal());
      case 1 -> person.equals(other.person);
      default -> row.keyId().equals(other.row.keyId());
    };
  }

  /** A session, only a person, or nobody. */
  private int names() {
    if (!row.sessionId().isEmpty()) {
      return 0;
    }
    return source == PersonSource.NONE ? 2 : 1;
  }

  private String subject() {
    return derived ? "cost" : row.measure().toString().replaceFirst("\\..*", "");
  }

  boolean hasModel() {
    return derived
        || switch (row.measure()) {
          case TOKENS_INPUT,
              TOKENS_INPUT_CACHED,
              TOKENS_OUTPUT,
              TOKENS_CACHE_READ,
              TOKENS_CACHE_CREATION,
              TOKENS_REASONING,
              CACHE_WRITES_1H,
              COST_NANO_USD,
              API_REQUESTS,
              API_ERRORS ->
              true;
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
              false;
        };
  }
}
