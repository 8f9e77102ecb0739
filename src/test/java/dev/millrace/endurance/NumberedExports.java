package dev.millrace.endurance;

import dev.millrace.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The exports of one session of Claude Code, told apart by their number: even ones are metrics of
 * one input token, odd ones logs of one prompt. The number is what follows the start, in
 * milliseconds, in the record's time.
 *
 * @param start by the sender's clock, which may be wrong
 */
record NumberedExports(String session, Instant start) {

  static Signal signal(int number) {
    return number % 2 == 0 ? Signal.METRICS : Signal.LOGS;
  }

  byte[] body(int number) {
    return signal(number) == Signal.METRICS
        ? tokens(number).toByteArray()
        : prompt(number).toByteArray();
  }

  private ExportMetricsServiceRequest tokens(int number) {
    NumberDataPoint point =
        NumberDataPoint.newBuilder()
            .setStartTimeUnixNano(nanos(number))
            .setTimeUnixNano(nanos(number))
            .setAsInt(1)
            .addAllAttributes(identity())
            .addAttributes(attribute("type", "input"))
            .addAttributes(attribute("model", "claude-sonnet-4-5"))
            .build();
    Metric metric =
        Metric.newBuilder()
            .setName("claude_code.token.usage")
            .setSum(
                Sum.newBuilder()
                    .setIsMonotonic(true)
                    .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                    .addDataPoints(point))
            .build();
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .setScope(scope("com.anthropic.claude_code"))
                        .addMetrics(metric)))
        .build();
  }

  private ExportLogsServiceRequest prompt(int number) {
    LogRecord prompt =
        LogRecord.newBuilder()
            .setTimeUnixNano(nanos(number))
            .setBody(AnyValue.newBuilder().setStringValue("claude_code.user_prompt"))
            .addAllAttributes(identity())
            .addAttributes(attribute("event.name", "user_prompt"))
            .addAttributes(attribute("prompt_length", String.valueOf(number)))
            .build();
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .addScopeLogs(
                    ScopeLogs.newBuilder()
                        .setScope(scope("com.anthropic.claude_code.events"))
                        .addLogRecords(prompt)))
        .build();
  }

  private List<KeyValue> identity() {
    return List.of(
        attribute("session.id", session), attribute("user.email", session + "@example.com"));
  }

  long nanos(int number) {
    return TimeUnit.MILLISECONDS.toNanos(start.toEpochMilli() + number);
  }

  private static InstrumentationScope scope(String name) {
    return InstrumentationScope.newBuilder().setName(name).build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
