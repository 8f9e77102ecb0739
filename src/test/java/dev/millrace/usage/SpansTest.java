package dev.millrace.usage;

import static dev.millrace.tools.Telemetered.CLAUDE_CODE;
import static dev.millrace.usage.UsageOf.DAY;
import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.otlp.Export;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Telemetered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans of a tool whose metrics and events say the same. */
class SpansTest {

  private static final String NINE = "2026-03-04T09:00:00Z";

  private static final Export METRIC =
      CLAUDE_CODE.delta(
          "claude_code.token.usage",
          NINE,
          40,
          Map.of("session.id", "s1", "user.id", "i1", "model", "m", "type", "input"));

  private static final Export EVENT = CLAUDE_CODE.event("api_request", NINE, request(40));

  private static final Export SPAN =
      CLAUDE_CODE.span("claude_code.llm_request", Duration.ofSeconds(1), request(40));

  @TempDir Path temp;

  @Test
  @Tag("S-05")
  void addNothingToWhatMetricsAndEventsSay() {
    List<UsageRow> rows = usage(METRIC, EVENT, SPAN);
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(40);
    assertThat(sum(rows, UsageRow::apiRequests)).isEqualTo(1);
    assertThat(rows).isEqualTo(usage(METRIC, EVENT));
  }

  @Test
  @Tag("S-05")
  void addNothingToEventsAlone() {
    assertThat(usage(EVENT, SPAN)).isEqualTo(usage(EVENT));
  }

  @Test
  @Tag("S-05")
  void addNoPromptToTheDayAfterTheLogRecords() {
    Map<String, Object> session = Map.of("session.id", "s1", "user.id", "i1");
    Export asked = CLAUDE_CODE.event("user_prompt", "2026-03-04T01:00:00Z", session);
    Export answered =
        CLAUDE_CODE.span("claude_code.interaction", Duration.ofHours(23).plusMinutes(10), session);
    List<Activity> activity = new ArrayList<>();
    activity.addAll(Telemetered.activity(asked, DAY.toString()));
    activity.addAll(Telemetered.activity(answered, DAY.plusDays(1).toString()));
    List<UsageRow> rows = new UsageOf(temp).on(DAY, DAY.plusDays(1), activity);
    assertThat(rows)
        .extracting(UsageRow::eventDate, UsageRow::prompts)
        .containsExactly(tuple(DAY, 1L));
  }

  @Test
  void countWhereNothingElseCame() {
    List<UsageRow> rows = usage(SPAN);
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(40);
    assertThat(sum(rows, UsageRow::apiRequests)).isEqualTo(1);
    assertThat(sum(rows, UsageRow::sessions)).isEqualTo(1);
  }

  private static Map<String, Object> request(int input) {
    return Map.of("session.id", "s1", "user.id", "i1", "model", "m", "input_tokens", input);
  }

  private List<UsageRow> usage(Export... exports) {
    List<Activity> activity = new ArrayList<>();
    for (Export export : exports) {
      activity.addAll(Telemetered.activity(export, DAY.toString()));
    }
    return new UsageOf(temp).on(DAY, DAY, activity);
  }
}
