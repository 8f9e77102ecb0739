package dev.millrace.usage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The figures that the API gives of usage, in the order it gives them; names and units are {@link
 * UsageRow}'s.
 */
public enum Figure {
  /** Distinct people; usage that names nobody counts none. */
  PEOPLE("count(distinct by_person collate \"C\") filter (where by_person <> 'unattributed')"),
  /** Those of them who are on the roster. */
  PEOPLE_ON_ROSTER("count(distinct by_person collate \"C\") filter (where on_roster)"),
  /** Days with any usage. */
  ACTIVE_DAYS("count(distinct event_date)"),
  /** Distinct conversations over the whole group, plus starts where no conversation is named. */
  SESSIONS("sum(sessions - cardinality(session_ids))"),
  SESSION_STARTS,
  TOKENS_INPUT,
  TOKENS_OUTPUT,
  TOKENS_CACHE_READ,
  TOKENS_CACHE_CREATION,
  TOKENS_REASONING,
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
  LATENCY_MAX_MS("max(latency_max_ms)"),
  LATENCY_LE_250,
  LATENCY_LE_500,
  LATENCY_LE_1000,
  LATENCY_LE_2500,
  LATENCY_LE_5000,
  LATENCY_LE_10000,
  LATENCY_LE_30000,
  LATENCY_LE_60000;

  private final String sql;

  Figure() {
    this.sql = "sum(" + this + ")";
  }

  Figure(String sql) {
    this.sql = sql;
  }

  /** Figures that tell people or days apart. */
  static List<Figure> ofDistinct() {
    return List.of(PEOPLE, PEOPLE_ON_ROSTER, ACTIVE_DAYS);
  }

  /** Figures that rows add up to. */
  static List<Figure> ofRows() {
    return Arrays.stream(values()).filter(figure -> !ofDistinct().contains(figure)).toList();
  }

  /** The SQL that gives it from the rows of a group; of sessions, without the named ones. */
  String sql() {
    return sql;
  }

  /** The figure's name in the API: that of the usage table's column. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
