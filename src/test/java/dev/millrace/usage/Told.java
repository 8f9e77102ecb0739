package dev.millrace.usage;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is told: a row of activity, how much of its quantity was new, and whose it is.
 *
 * @param precedence the smallest counts
 * @param derived whether it is a cost worked out from tokens, or, if {@code unpriced}, how many
 *     tokens it could not be worked out from
 */
record Told(
    LocalDate day,
    Activity row,
    long amount,
    PersonSource source,
    String person,
    int precedence,
    boolean derived,
    boolean unpriced) {

  static Told of(LocalDate day, Activity row, long amount) {
    return new Told(
        day, row, amount, row.personSource(), row.person(), row.precedence(), false, false);
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
    long told = price.map(nanoUsd -> (tokens * (nanoUsd / 1000) + 500) / 1000).orElse(tokens);
    return new Told(day, row, told, source, person, 1000 + precedence, true, price.isEmpty());
  }

  /** With the best known person of the session. */
  Told known(List<Told> all) {
    if (row.sessionId().isEmpty()) {
      return this;
    }
    return all.stream()
        .filter(other -> other.day.equals(day) && other.row.tool().equals(row.tool()))
        .filter(other -> other.row.sessionId().equals(row.sessionId()))
        .min(Comparator.comparing(Told::source).thenComparing(Told::person))
        .filter(best -> best.source.compareTo(source) < 0)
        .map(best -> by(best.source, best.person))
        .orElse(this);
  }

  private Told by(PersonSource otherSource, String other) {
    return new Told(day, row, amount, otherSource, other, precedence, derived, unpriced);
  }

  boolean isFirstAmong(List<Told> all) {
    return all.stream().noneMatch(other -> other.precedence < precedence && tellsTheSame(other));
  }

  private boolean tellsTheSame(Told other) {
    if (!subject().equals(other.subject())
        || !day.equals(other.day)
        || !row.tool().equals(other.row.tool())) {
      return false;
    }
    return switch (Math.max(names(), other.names())) {
      case 0 -> row.sessionId().equals(other.row.sessionId());
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
