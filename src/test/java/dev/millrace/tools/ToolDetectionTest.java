package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.CLAUDE_CODE;
import static dev.millrace.tools.Telemetered.pair;
import static dev.millrace.tools.Telemetered.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** By what a record is known to be of a tool. */
class ToolDetectionTest {

  private static final String AFTER_NOON = "2026-03-04T12:01:00Z";
  private static final Telemetered RENAMED =
      CLAUDE_CODE.withResource(Map.of("service.name", "our-assistant"));

  @Test
  @Tag("S-14")
  void knowsMetricsWhateverTheServiceIsCalled() {
    assertThat(
            rows(RENAMED.withScope("x").delta("claude_code.commit.count", AFTER_NOON, 1, Map.of())))
        .hasSize(1);
  }

  @Test
  @Tag("S-14")
  void knowsMetricsThatARelaySummedUp() {
    assertThat(
            rows(
                RENAMED
                    .withScope("aggregationprocessor")
                    .delta("claude_code.commit.count", AFTER_NOON, 1.0, Map.of())))
        .hasSize(1);
  }

  @Test
  void knowsEventsByTheirScope() {
    assertThat(
            rows(
                RENAMED
                    .withScope("com.anthropic.claude_code.events")
                    .logs(LogRecord.newBuilder().addAttributes(named("user_prompt")).build())))
        .hasSize(1);
  }

  @Test
  @Tag("S-14")
  void knowsEventsByTheirNameInTheAttribute() {
    assertThat(
            rows(
                RENAMED
                    .withScope("x")
                    .logs(
                        LogRecord.newBuilder()
                            .addAttributes(named("claude_code.user_prompt"))
                            .build())))
        .hasSize(1);
  }

  @Test
  void knowsEventsByTheirNameInTheField() {
    assertThat(
            rows(
                RENAMED
                    .withScope("x")
                    .logs(LogRecord.newBuilder().setEventName("claude_code.user_prompt").build())))
        .hasSize(1);
  }

  @Test
  @Tag("S-14")
  void knowsEventsByTheirNameInTheBody() {
    assertThat(
            rows(
                RENAMED
                    .withScope("x")
                    .logs(
                        LogRecord.newBuilder().setBody(value("claude_code.user_prompt")).build())))
        .hasSize(1);
  }

  @Test
  void isNotMisledByAServiceName() {
    Telemetered other = CLAUDE_CODE.withScope("our.own.scope");
    assertThat(rows(other.delta("commit.count", AFTER_NOON, 1, Map.of()))).isEmpty();
    assertThat(rows(other.logs(LogRecord.newBuilder().addAttributes(named("user_prompt")).build())))
        .isEmpty();
  }

  private static KeyValue named(String event) {
    return pair("event.name", event);
  }

  private static List<Activity> rows(Export export) {
    return Telemetered.activity(export, "2026-03-04");
  }
}
