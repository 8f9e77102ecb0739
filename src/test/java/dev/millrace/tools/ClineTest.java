package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.counts;
import static dev.millrace.tools.Telemetered.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tools.Activity.PersonSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Cline's log records and metrics count. */
class ClineTest {

  private static final String AFTER_NOON = "2026-03-04T12:01:00Z";
  private static final Telemetered CLINE =
      new Telemetered(Map.of("service.name", "cline"), "cline");

  @Test
  @Tag("S-14")
  void knowsItsEventsByTheBody() {
    assertThat(
            counts(
                CLINE.message(
                    "task.tokens",
                    Map.of(
                        "ulid", "t-1",
                        "tokensIn", 10,
                        "tokensOut", 20,
                        "cacheReadTokens", 30,
                        "totalCost", 0.25))))
        .isEqualTo(
            Map.of(
                Measure.API_REQUESTS, 1L,
                Measure.TOKENS_INPUT, 10L,
                Measure.TOKENS_OUTPUT, 20L,
                Measure.TOKENS_CACHE_READ, 30L,
                Measure.COST_NANO_USD, 250_000_000L));
  }

  @ParameterizedTest
  @CsvSource({
    "task.created, source, user, session.starts",
    "task.conversation_turn, source, user, prompts",
    "task.provider_api_error, errorStatus, 529, api_errors",
    "task.tool_used, success, true, tool_calls",
  })
  void countsItsOtherEvents(String event, String key, String value, String measure) {
    Activity row = only(CLINE.message(event, Map.of("ulid", "t-1", key, value)));
    assertThat(row.measure()).hasToString(measure);
    assertThat(row.tool()).isEqualTo("cline");
    assertThat(row.sessionId()).isEqualTo("t-1");
  }

  @Test
  void takesTheAssistantsTurnForNoPrompt() {
    assertThat(counts(CLINE.message("task.conversation_turn", Map.of("source", "assistant"))))
        .isEmpty();
  }

  @Test
  void knowsItsPeopleByAccountOrInstallation() {
    Map<String, Object> prompt = Map.of("ulid", "t-1", "source", "user", "distinct_id", "i-1");
    Activity row = only(CLINE.message("task.conversation_turn", prompt));
    assertThat(row.person()).isEqualTo("i-1");
    assertThat(row.personSource()).isEqualTo(PersonSource.INSTALLATION);
    Map<String, Object> signedIn = new HashMap<>(prompt);
    signedIn.put("user_id", "u-1");
    row = only(CLINE.message("task.conversation_turn", signedIn));
    assertThat(row.person()).isEqualTo("u-1");
    assertThat(row.personSource()).isEqualTo(PersonSource.ACCOUNT);
    assertThat(
            only(CLINE.delta("cline.cost.total", AFTER_NOON, 0.5, Map.of("userId", "u-1")))
                .person())
        .isEqualTo("u-1");
  }

  @Test
  void doesNotTakeEveryTaskForItsOwn() {
    assertThat(counts(CLINE.withScope("x").message("task.tokens", Map.of("tokensIn", 1))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cline.tokens.input.total, 7, tokens.input, 7",
    "cline.tokens.output.total, 7, tokens.output, 7",
    "cline.cache.read.tokens.total, 7, tokens.cache_read, 7",
    "cline.cache.write.tokens.total, 7, tokens.cache_creation, 7",
    "cline.cost.total, 0.5, cost.nano_usd, 500000000",
  })
  void countsItsMetrics(String metric, double value, String measure, long qty) {
    Activity row = only(CLINE.delta(metric, AFTER_NOON, value, Map.of("model", "m")));
    assertThat(row.measure()).hasToString(measure);
    assertThat(row.qty()).isEqualTo(qty);
    assertThat(row.model()).isEqualTo("m");
  }
}
