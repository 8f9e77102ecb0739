package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.CLAUDE_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.otlp.Export;
import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Activity.Temporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Claude Code's metrics count; its events are in {@link ClaudeCodeEventsTest}. */
class ClaudeCodeMetricsTest {

  private static final String AFTER_NOON = "2026-03-04T12:01:00Z";
  private static final String DAY = "2026-03-04";

  @ParameterizedTest
  @CsvSource({
    "claude_code.token.usage, type, input, 7.0, tokens.input, 7",
    "claude_code.token.usage, type, output, 7.0, tokens.output, 7",
    "claude_code.token.usage, type, cacheRead, 7.0, tokens.cache_read, 7",
    "claude_code.token.usage, type, cache_read, 7.0, tokens.cache_read, 7",
    "claude_code.token.usage, type, cacheCreation, 7.0, tokens.cache_creation, 7",
    "claude_code.token.usage, type, cache_creation, 7.0, tokens.cache_creation, 7",
    "claude_code.token.usage, type, cache_write, 7.0, tokens.cache_creation, 7",
    "claude_code.cost.usage, model, claude-sonnet-5, 0.0033119999999999994, cost.nano_usd, 3312000",
    "claude_code.lines_of_code.count, type, added, 24.0, lines.added, 24",
    "claude_code.lines_of_code.count, type, removed, 3.0, lines.removed, 3",
    "claude_code.commit.count, '', '', 1.0, commits, 1",
    "claude_code.pull_request.count, '', '', 1.0, pull_requests, 1",
    "claude_code.active_time.total, type, user, 6.473, active_ms.user, 6473",
    "claude_code.active_time.total, type, cli, 6.4735, active_ms.cli, 6474",
    "claude_code.session.count, start_type, fresh, 1.0, session.starts, 1",
    "claude_code.session.count, '', '', 1.0, session.starts, 1",
    "claude_code.code_edit_tool.decision, decision, accept, 2.0, edits, 2",
  })
  void countsEveryMetric(
      String metric, String key, String value, double qty, String measure, long expected) {
    Map<String, Object> attributes = key.isEmpty() ? Map.of() : Map.of(key, value);
    Activity row = only(CLAUDE_CODE.delta(metric, AFTER_NOON, qty, attributes));
    assertThat(row.measure()).hasToString(measure);
    assertThat(row.qty()).isEqualTo(expected);
    assertThat(row.temporality()).isEqualTo(Temporality.DELTA);
    assertThat(row.source()).isEqualTo(Source.METRIC);
    assertThat(row.tool()).isEqualTo("claude-code");
  }

  @ParameterizedTest
  @CsvSource({
    "claude_code.token.usage, type, total",
    "claude_code.token.usage, '', ''",
    "claude_code.lines_of_code.count, type, moved",
    "claude_code.active_time.total, type, idle",
    "claude_code.session.count, start_type, agents_view",
    "claude_code.something.new, type, input",
  })
  @Tag("S-20")
  void countsNothingItDoesNotKnow(String metric, String key, String value) {
    Map<String, Object> attributes = key.isEmpty() ? Map.of() : Map.of(key, value);
    assertThat(rows(CLAUDE_CODE.delta(metric, AFTER_NOON, 5, attributes))).isEmpty();
  }

  @Test
  void saysWhoDecidedOnWhichEdit() {
    Activity row =
        only(
            CLAUDE_CODE.delta(
                "claude_code.code_edit_tool.decision",
                AFTER_NOON,
                1.0,
                Map.of(
                    "tool_name", "Write",
                    "decision", "reject",
                    "source", "user_reject",
                    "language", "TypeScript")));
    assertThat(row.toolName()).isEqualTo("Write");
    assertThat(row.decision()).isEqualTo("reject");
    assertThat(row.decisionSource()).isEqualTo("user_reject");
    assertThat(row.language()).isEqualTo("TypeScript");
  }

  @Test
  void saysUnderWhichCircumstances() {
    Activity row =
        only(
            CLAUDE_CODE.delta(
                "claude_code.token.usage",
                AFTER_NOON,
                1,
                Map.of(
                    "type", "input",
                    "model", "claude-sonnet-5",
                    "query_source", "subagent",
                    "session.id", "s-1",
                    "terminal.type", "vscode",
                    "team.id", "platform",
                    "app.version", "2.1.400")));
    assertThat(row.model()).isEqualTo("claude-sonnet-5");
    assertThat(row.querySource()).isEqualTo("subagent");
    assertThat(row.sessionId()).isEqualTo("s-1");
    assertThat(row.terminal()).isEqualTo("vscode");
    assertThat(row.team()).isEqualTo("platform");
    assertThat(row.toolVersion()).isEqualTo("2.1.400");
  }

  @Test
  void takesTheVersionFromTheScopeAtWorst() {
    assertThat(only(tokens(1)).toolVersion()).isEqualTo("2.1.330");
  }

  @Test
  @Tag("S-03")
  void readsIntegersAndDoublesAlike() {
    assertThat(only(tokens(40)).qty()).isEqualTo(only(tokens(40.0)).qty()).isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1, 1e300})
  void countsNothingThatIsNoAmount(double value) {
    assertThat(rows(tokens(value))).isEmpty();
  }

  @Test
  void skipsPointsWithoutRecordedValue() {
    NumberDataPoint point = NumberDataPoint.newBuilder().setFlags(1).setAsInt(5).build();
    assertThat(rows(CLAUDE_CODE.metrics("claude_code.commit.count", false, point))).isEmpty();
  }

  @Test
  void ignoresGauges() {
    Gauge gauge =
        Gauge.newBuilder().addDataPoints(NumberDataPoint.newBuilder().setAsInt(5)).build();
    Metric metric = Metric.newBuilder().setName("claude_code.commit.count").setGauge(gauge).build();
    assertThat(rows(CLAUDE_CODE.metrics(metric))).isEmpty();
  }

  @Test
  void takesUnspecifiedTemporalityForDelta() {
    Sum sum = Sum.newBuilder().addDataPoints(NumberDataPoint.newBuilder().setAsInt(5)).build();
    Metric metric = Metric.newBuilder().setName("claude_code.commit.count").setSum(sum).build();
    assertThat(only(CLAUDE_CODE.metrics(metric)).temporality()).isEqualTo(Temporality.DELTA);
  }

  private static Export tokens(Number value) {
    return CLAUDE_CODE.delta("claude_code.token.usage", AFTER_NOON, value, Map.of("type", "input"));
  }

  private static List<Activity> rows(Export export) {
    return Telemetered.activity(export, DAY);
  }

  private static Activity only(Export export) {
    List<Activity> rows = rows(export);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
