package dev.millrace.tools;

import com.google.protobuf.ByteString;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Exports made up for a test, and the activity in them. */
public record Telemetered(Map<String, Object> resource, String scope) {

  public static final Telemetered CLAUDE_CODE =
      new Telemetered(Map.of("service.name", "claude-code"), "com.anthropic.claude_code");

  public Telemetered withResource(Map<String, Object> attributes) {
    return new Telemetered(attributes, scope);
  }

  public Telemetered withScope(String name) {
    return new Telemetered(resource, name);
  }

  /** An export of one delta point of a sum. */
  public Export delta(String metric, String end, Number value, Map<String, Object> attributes) {
    return point(
        metric, false, Instant.parse(end).minusSeconds(60).toString(), end, value, attributes);
  }

  /** An export of one point of a sum; the value is sent as an integer if it is one. */
  public Export point(
      String metric,
      boolean cumulative,
      String start,
      String end,
      Number value,
      Map<String, Object> attributes) {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder()
            .setStartTimeUnixNano(ns(start))
            .setTimeUnixNano(ns(end))
            .addAllAttributes(pairs(attributes));
    return metrics(
        metric,
        cumulative,
        value instanceof Double real
            ? point.setAsDouble(real).build()
            : point.setAsInt(value.longValue()).build());
  }

  public Export metrics(String metric, boolean cumulative, NumberDataPoint... points) {
    Sum sum =
        Sum.newBuilder()
            .setAggregationTemporality(
                cumulative
                    ? AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE
                    : AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
            .addAllDataPoints(List.of(points))
            .build();
    return metrics(Metric.newBuilder().setName(metric).setSum(sum).build());
  }

  public Export metrics(Metric metric) {
    ScopeMetrics.Builder metrics =
        ScopeMetrics.newBuilder().setScope(scopeMessage()).addMetrics(metric);
    return new Export.Metrics(
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .setResource(resourceMessage())
                    .addScopeMetrics(metrics))
            .build());
  }

  /** An export of one log record as Claude Code sends it. */
  public Export event(String name, String time, Map<String, Object> attributes) {
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setTimeUnixNano(ns(time))
            .setBody(value("claude_code." + name))
            .addAttributes(pair("event.name", name))
            .addAllAttributes(pairs(attributes));
    return logs(log.build());
  }

  /** An export of one log record of no time of its own, with these attributes. */
  public Export log(Map<String, Object> attributes) {
    return logs(LogRecord.newBuilder().addAllAttributes(pairs(attributes)).build());
  }

  /** An export of one log record with that text as body. */
  Export message(String body, Map<String, Object> attributes) {
    return logs(
        LogRecord.newBuilder().setBody(value(body)).addAllAttributes(pairs(attributes)).build());
  }

  /** An export of one span that began an hour after midnight of 4 March 2026. */
  public Export span(String name, Duration took, Map<String, Object> attributes) {
    long start = ns("2026-03-04T01:00:00Z");
    return span(
        Span.newBuilder()
            .setName(name)
            .setTraceId(ByteString.copyFromUtf8("trace-of-16bytes"))
            .setSpanId(ByteString.copyFromUtf8(name))
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + took.toNanos())
            .addAllAttributes(pairs(attributes))
            .build());
  }

  Export span(Span span) {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder().setScope(scopeMessage()).addSpans(span);
    return new Export.Traces(
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder().setResource(resourceMessage()).addScopeSpans(spans))
            .build());
  }

  /** An export of one cumulative point of a histogram. */
  Export histogram(String metric, double sum, Map<String, Object> attributes) {
    HistogramDataPoint point =
        HistogramDataPoint.newBuilder()
            .setStartTimeUnixNano(ns("2026-03-04T01:00:00Z"))
            .setTimeUnixNano(ns("2026-03-04T01:01:00Z"))
            .setCount(3)
            .setSum(sum)
            .addAllAttributes(pairs(attributes))
            .build();
    return metrics(
        Metric.newBuilder()
            .setName(metric)
            .setHistogram(
                Histogram.newBuilder()
                    .setAggregationTemporality(
                        AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                    .addDataPoints(point))
            .build());
  }

  public Export logs(LogRecord log) {
    ScopeLogs.Builder logs = ScopeLogs.newBuilder().setScope(scopeMessage()).addLogRecords(log);
    return new Export.Logs(
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder().setResource(resourceMessage()).addScopeLogs(logs))
            .build());
  }

  /** What the export's records count, by measure. */
  static Map<Measure, Long> counts(Export export) {
    return activity(export, "2026-03-04").stream()
        .collect(Collectors.toMap(Activity::measure, Activity::qty));
  }

  /** The only row of activity in the export. */
  static Activity only(Export export) {
    List<Activity> rows = activity(export, "2026-03-04");
    if (rows.size() != 1) {
      throw new AssertionError("one row of activity expected, but there are: " + rows);
    }
    return rows.get(0);
  }

  /** The activity in the export, received with an organisation's key on the day. */
  public static List<Activity> activity(Export export, String received) {
    return activity(
        export, new Origin("key000000001", Optional.empty(), LocalDate.parse(received)));
  }

  public static List<Activity> activity(Export export, Origin origin) {
    List<Activity> activity = new ArrayList<>();
    new Tools().activityOf(export, origin, activity::add);
    return activity;
  }

  public static long ns(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  public static LocalDate day(String time) {
    return LocalDate.ofInstant(Instant.parse(time), ZoneOffset.UTC);
  }

  public static List<KeyValue> pairs(Map<String, Object> attributes) {
    return attributes.entrySet().stream().map(e -> pair(e.getKey(), e.getValue())).toList();
  }

  public static KeyValue pair(String key, Object value) {
    return KeyValue.newBuilder().setKey(key).setValue(value(value)).build();
  }

  public static AnyValue value(Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    if (value instanceof Boolean truth) {
      return any.setBoolValue(truth).build();
    } else if (value instanceof Double real) {
      return any.setDoubleValue(real).build();
    } else if (value instanceof Number whole) {
      return any.setIntValue(whole.longValue()).build();
    }
    return any.setStringValue(value.toString()).build();
  }

  private Resource resourceMessage() {
    return Resource.newBuilder().addAllAttributes(pairs(resource)).build();
  }

  private InstrumentationScope scopeMessage() {
    return InstrumentationScope.newBuilder().setName(scope).setVersion("2.1.330").build();
  }
}
