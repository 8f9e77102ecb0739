package dev.millrace.usage;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of {@code usage.sql}, or a file written from it, row by row. */
record UsageResult(ResultSet result) {

  /** The row the result stands on. */
  UsageRow row() throws SQLException {
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
        texts("session_ids"),
        number("session_starts"),
        number("tokens_input"),
        number("tokens_output"),
        number("tokens_cache_read"),
        number("tokens_cache_creation"),
        number("tokens_reasoning"),
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
        latency());
  }

  private Latency latency() throws SQLException {
    List<Long> atMost = new ArrayList<>();
    for (long bound : Latency.BOUNDS_MS) {
      atMost.add(number("latency_le_" + bound));
    }
    return new Latency(
        number("latency_count"), number("latency_sum_ms"), number("latency_max_ms"), atMost);
  }

  private String text(String column) throws SQLException {
    return result.getString(column);
  }

  private long number(String column) throws SQLException {
    return result.getLong(column);
  }

  private @Nullable Long numberOrNull(String column) throws SQLException {
    long number = result.getLong(column);
    return result.wasNull() ? null : number;
  }

  private List<String> texts(String column) throws SQLException {
    Array array = result.getArray(column);
    return Arrays.stream((Object[]) array.getArray()).map(Object::toString).toList();
  }
}
