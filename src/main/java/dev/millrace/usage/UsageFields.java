package dev.millrace.usage;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of what {@code usage.sql} gives, as every engine can say it.
 *
 * @param texts by column, numbers in decimal digits; what is NULL is not there
 * @param sessionIds column {@code session_ids}
 */
record UsageFields(Map<String, String> texts, List<String> sessionIds) {

  UsageRow row() {
    return new UsageRow(
        LocalDate.parse(text("event_date")),
        text("tool"),
        text("person"),
        text("terminal"),
        text("model"),
        text("person_source"),
        text("team"),
        text("tool_version"),
        number("sessions"),
        sessionIds,
        number("session_starts"),
        number("tokens_input"),
        number("tokens_output"),
        number("tokens_cache_read"),
        number("tokens_cache_creation"),
        number("tokens_cache_creation_1h"),
        number("tokens_reasoning"),
        number("tokens_unpriced"),
        numberOrNull("cost_nano_usd"),
        text("cost_source"),
        text("price_version"),
        number("lines_added"),
        number("lines_removed"),
        number("commits"),
        number("pull_requests"),
        number("edits_accepted"),
        number("edits_rejected"),
        number("edits_accepted_human"),
        number("edits_rejected_human"),
        number("active_ms_user"),
        number("active_ms_cli"),
        number("prompts"),
        number("tool_calls"),
        number("tool_calls_failed"),
        number("api_requests"),
        number("api_errors"),
        latency(),
        new FirstToken(
            number("first_token_count"),
            number("first_token_sum_ms"),
            number("first_token_max_ms")));
  }

  private Latency latency() {
    return new Latency(
        number("latency_count"),
        number("latency_sum_ms"),
        number("latency_max_ms"),
        Latency.BOUNDS_MS.stream().map(bound -> number("latency_le_" + bound)).toList());
  }

  private String text(String column) {
    return Objects.requireNonNull(texts.get(column), column);
  }

  private long number(String column) {
    return Long.parseLong(text(column));
  }

  private @Nullable Long numberOrNull(String column) {
    String digits = texts.get(column);
    return digits == null ? null : Long.valueOf(digits);
  }
}
