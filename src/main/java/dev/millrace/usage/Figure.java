package dev.millrace.usage;

import java.util.Locale;

/**
 * The figures that the API gives of usage, in the order it gives them; names and units are {@link
 * UsageRow}'s.
 */
public enum Figure {
  /** Distinct people; usage that names nobody counts none. */
  PEOPLE(Gathering.SET, "person_mark"),
  /** Those of them who are on the roster. */
  PEOPLE_ON_ROSTER(Gathering.SET, "case when on_roster then person_mark end"),
  /** Days with any usage. */
  ACTIVE_DAYS(Gathering.SET, "day_mark"),
  /** Distinct conversations over the whole group, plus starts where no conversation is named. */
  SESSIONS,
  SESSION_STARTS,
  TOKENS_INPUT,
  TOKENS_OUTPUT,
  TOKENS_CACHE_READ,
  TOKENS_CACHE_CREATION,
  /** The part of the tokens written to a cache that stays there for an hour. */
  TOKENS_CACHE_CREATION_1H,
  TOKENS_REASONING,
  /** Those that {@link #COST_NANO_USD} leaves out, for nobody said their cost or has a price. */
  TOKENS_UNPRICED,
  /** Null where nobody reported a cost and none could be derived. */
  COST_NANO_USD,
  LINES_ADDED,
  LINES_REMOVED,
  COMMITS,
  PULL_REQUESTS,
  EDITS_ACCEPTED,
  EDITS_REJECTED,
  EDITS_ACCEPTED_HUMAN,
  EDITS_REJECTED_HUMAN,
  ACTIVE_MS_USER,
  ACTIVE_MS_CLI,
  PROMPTS,
  TOOL_CALLS,
  TOOL_CALLS_FAILED,
  API_REQUESTS,
  API_ERRORS,
  LATENCY_COUNT,
  LATENCY_SUM_MS,
  LATENCY_MAX_MS(Gathering.MAX, "latency_max_ms"),
  FIRST_TOKEN_COUNT,
  FIRST_TOKEN_SUM_MS,
  FIRST_TOKEN_MAX_MS(Gathering.MAX, "first_token_max_ms"),
  LATENCY_LE_250,
  LATENCY_LE_500,
  LATENCY_LE_1000,
  LATENCY_LE_2500,
  LATENCY_LE_5000,
  LATENCY_LE_10000,
  LATENCY_LE_30000,
  LATENCY_LE_60000;

  private final Gathering gathering;
  private final String ofRow;

  Figure() {
    this.gathering = Gathering.SUM;
    this.ofRow = toString();
  }

  Figure(Gathering gathering, String ofRow) {
    this.gathering = gathering;
    this.ofRow = ofRow;
  }

  /** The SQL that gathers it from {@link SelectedRows}. */
  String ofRows() {
    return gathering.of(ofRow);
  }

  /** The SQL that gives it from columns of its name; sessions also from {@code repeated} ids. */
  String ofGathered() {
    String gathered = gathering.of(toString());
    return gathering.number(
        this == SESSIONS ? gathered + " + count(distinct repeated collate \"C\")" : gathered);
  }

  /** The figure's name in the API: that of the usage table's column. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
