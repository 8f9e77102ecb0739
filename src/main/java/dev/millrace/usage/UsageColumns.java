package dev.millrace.usage;

import dev.millrace.OrgId;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of {@code usage_daily} and what a row puts into them. */
final class UsageColumns {

  private static final Map<String, Function<UsageRow, @Nullable Object>> OF_ROW = ofRow();

  /** Every column, in the order of {@link #tuple}. */
  static final List<String> NAMES = names();

  private UsageColumns() {}

  static Tuple tuple(OrgId org, UsageRow row, Computed computed) {
    Tuple tuple = Tuple.tuple().addString(org.value());
    OF_ROW.values().forEach(value -> tuple.addValue(value.apply(row)));
    return tuple.addValue(computed.at().atOffset(ZoneOffset.UTC)).addValue(computed.receivedTo());
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    names.add("org");
    names.addAll(OF_ROW.keySet());
    names.add("computed_at");
    names.add("received_to");
    return List.copyOf(names);
  }

  private static Map<String, Function<UsageRow, @Nullable Object>> ofRow() {
    Map<String, Function<UsageRow, @Nullable Object>> columns = new LinkedHashMap<>();
    columns.put("event_date", UsageRow::eventDate);
    columns.put("tool", UsageRow::tool);
    columns.put("person", UsageRow::person);
    columns.put("terminal", UsageRow::terminal);
    columns.put("model", UsageRow::model);
    columns.put("person_source", UsageRow::personSource);
    columns.put("team", UsageRow::team);
    columns.put("tool_version", UsageRow::toolVersion);
    columns.put("sessions", UsageRow::sessions);
    columns.put("session_ids", row -> row.sessionIds().toArray(String[]::new));
    columns.put("session_starts", UsageRow::sessionStarts);
    columns.put("tokens_input", UsageRow::tokensInput);
    columns.put("tokens_output", UsageRow::tokensOutput);
    columns.put("tokens_cache_read", UsageRow::tokensCacheRead);
    columns.put("tokens_cache_creation", UsageRow::tokensCacheCreation);
    columns.put("tokens_cache_creation_1h", UsageRow::tokensCacheCreation1h);
    columns.put("tokens_reasoning", UsageRow::tokensReasoning);
    columns.put("tokens_unpriced", UsageRow::tokensUnpriced);
    columns.put("cost_nano_usd", UsageRow::costNanoUsd);
    columns.put("cost_source", UsageRow::costSource);
    columns.put("price_version", UsageRow::priceVersion);
    columns.put("lines_added", UsageRow::linesAdded);
    columns.put("lines_removed", UsageRow::linesRemoved);
    columns.put("commits", UsageRow::commits);
    columns.put("pull_requests", UsageRow::pullRequests);
    columns.put("edits_accepted", UsageRow::editsAccepted);
    columns.put("edits_rejected", UsageRow::editsRejected);
    columns.put("edits_accepted_human", UsageRow::editsAcceptedHuman);
    columns.put("edits_rejected_human", UsageRow::editsRejectedHuman);
    columns.put("active_ms_user", UsageRow::activeMsUser);
    columns.put("active_ms_cli", UsageRow::activeMsCli);
    columns.put("prompts", UsageRow::prompts);
    columns.put("tool_calls", UsageRow::toolCalls);
    columns.put("tool_calls_failed", UsageRow::toolCallsFailed);
    columns.put("api_requests", UsageRow::apiRequests);
    columns.put("api_errors", UsageRow::apiErrors);
    columns.put("latency_count", row -> row.latency().count());
    columns.put("latency_sum_ms", row -> row.latency().sumMs());
    columns.put("latency_max_ms", row -> row.latency().maxMs());
    columns.put("first_token_count", row -> row.firstToken().count());
    columns.put("first_token_sum_ms", row -> row.firstToken().sumMs());
    columns.put("first_token_max_ms", row -> row.firstToken().maxMs());
    for (int i = 0; i < Latency.BOUNDS_MS.size(); i++) {
      int bucket = i;
      columns.put(
          "latency_le_" + Latency.BOUNDS_MS.get(i), row -> row.latency().atMost().get(bucket));
    }
    return columns;
  }
}
