package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.counts;
import static dev.millrace.tools.Telemetered.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Cursor's log records and metrics count. */
class CursorTest {

  private static final String AFTER_NOON = "2026-03-04T12:01:00Z";
  private static final Telemetered CURSOR =
      new Telemetered(
          Map.of(
              "service.name", "cursor",
              "cursor.surface", "cli",
              "cursor.user.id", 99,
              "cursor.user.email", "Ada@example.com"),
          "cursor.telemetry");

  private static final Map<String, Object> REQUEST =
      Map.of(
          "cursor.event.id", "customer-telemetry:v1:1",
          "cursor.conversation.id", "c-1",
          "cursor.model.name", "Auto",
          "cursor.api.request.input_tokens", 100,
          "cursor.api.request.output_tokens", 20,
          "cursor.api.request.cache_read_tokens", 30,
          "cursor.api.request.cache_creation_tokens", 40);

  @Test
  void countsARequest() {
    assertThat(counts(CURSOR.message("api_request", REQUEST)))
        .isEqualTo(
            Map.of(
                Measure.API_REQUESTS, 1L,
                Measure.TOKENS_INPUT, 100L,
                Measure.TOKENS_OUTPUT, 20L,
                Measure.TOKENS_CACHE_READ, 30L,
                Measure.TOKENS_CACHE_CREATION, 40L));
  }

  @Test
  void saysUnderWhichCircumstances() {
    assertThat(rows("api_request", REQUEST))
        .allSatisfy(
            row -> {
              assertThat(row.tool()).isEqualTo("cursor");
              assertThat(row.person()).isEqualTo("ada@example.com");
              assertThat(row.sessionId()).isEqualTo("c-1");
              assertThat(row.terminal()).isEqualTo("cli");
              assertThat(row.model()).isEqualTo("auto");
            });
  }

  @Test
  @Tag("S-14")
  void knowsItsEventsByTheLongNameToo() {
    assertThat(counts(CURSOR.withScope("x").message("cursor.api.request", REQUEST)))
        .containsEntry(Measure.TOKENS_INPUT, 100L);
  }

  @Test
  void knowsAnEventByItsIdWhenItIsSentAgain() {
    Map<String, Object> again = new HashMap<>(REQUEST);
    again.put("cursor.api.billable", false);
    assertThat(rows("api_request", again))
        .extracting(Activity::rowId)
        .isEqualTo(rows("api_request", REQUEST).stream().map(Activity::rowId).toList());
  }

  @Test
  void takesTheTokensOfACorrectedRequestForUsed() {
    assertThat(rows("api_correction_not_billed_errored", REQUEST)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "api_error, api_errors",
    "cloud_agent_pull_request_opened, pull_requests",
  })
  void countsItsOtherEvents(String event, String measure) {
    assertThat(only(CURSOR.message(event, Map.of())).measure()).hasToString(measure);
  }

  @ParameterizedTest
  @CsvSource({
    "input, tokens.input",
    "output, tokens.output",
    "cache_read, tokens.cache_read",
    "cache_creation, tokens.cache_creation",
  })
  void countsTokensOfTheMetric(String type, String measure) {
    assertThat(
            only(CURSOR.delta(
                    "cursor.token.usage", AFTER_NOON, 7, Map.of("cursor.token.type", type)))
                .measure())
        .hasToString(measure);
  }

  @Test
  @Tag("S-21")
  void readsDollars() {
    assertThat(counts(CURSOR.delta("cursor.cost.usage", AFTER_NOON, 0.0125, Map.of())))
        .isEqualTo(Map.of(Measure.COST_NANO_USD, 12_500_000L));
  }

  @ParameterizedTest
  @CsvSource({"success, ok", "failure, error", "aborted, ''"})
  void saysHowACallOfAToolEnded(String said, String status) {
    Activity row =
        only(
            CURSOR.delta(
                "cursor.tool.calls",
                AFTER_NOON,
                1,
                Map.of("cursor.tool.name", "shell", "cursor.tool.status", said)));
    assertThat(row.toolName()).isEqualTo("shell");
    assertThat(row.status()).isEqualTo(status);
  }

  @Test
  void prefersLogRecordsToMetrics() {
    assertThat(rows("api_request", REQUEST).get(0).precedence())
        .isLessThan(only(CURSOR.delta("cursor.cost.usage", AFTER_NOON, 1, Map.of())).precedence());
  }

  private static List<Activity> rows(String event, Map<String, Object> attributes) {
    return Telemetered.activity(CURSOR.message(event, attributes), "2026-03-04");
  }
}
