package dev.millrace.bench;

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
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Somebody who works with Claude Code, and what their client exports each minute: the names, types
 * and lengths of real exports with invented values. Every tenth one's counters are cumulative.
 */
final class ClaudeCodeUser {

  private static final Resource RESOURCE =
      Resource.newBuilder()
          .addAttributes(attribute("host.arch", "arm64"))
          .addAttributes(attribute("os.type", "darwin"))
          .addAttributes(attribute("os.version", "25.1.0"))
          .addAttributes(attribute("service.name", "claude-code"))
          .addAttributes(attribute("service.version", "2.1.330"))
          .build();
  private static final List<String> MODELS = List.of("claude-sonnet-5-5", "claude-haiku-4-5");
  private static final int MINUTES_PER_SESSION = 160;

  private final Random random;
  private final List<KeyValue> identity;
  private final boolean cumulative;
  private final Map<String, Double> totals = new HashMap<>();
  private List<KeyValue> common = List.of();
  private long sessionStartNs;
  private int sequence;

  ClaudeCodeUser(int number) {
    this.random = new Random(number);
    this.cumulative = number % 10 == 0;
    this.identity =
        List.of(
            attribute("user.id", hex(64)),
            attribute("organization.id", uuid()),
            attribute("user.email", "person-%05d@example.com".formatted(number)),
            attribute("user.account_uuid", uuid()),
            attribute("user.account_id", "user_01" + hex(22)),
            attribute("terminal.type", number % 3 == 0 ? "vscode" : "iTerm.app"));
  }

  /** Goes to a new session every so often; to be called before a minute's exports. */
  void begin(int minute, Instant time) {
    if (minute % MINUTES_PER_SESSION == 0) {
      common = new ArrayList<>(identity);
      common.add(attribute("session.id", uuid()));
      sessionStartNs = ns(time);
      totals.clear();
    }
  }

  ResourceMetrics metrics(Instant time) {
    ScopeMetrics.Builder scope =
        ScopeMetrics.newBuilder()
            .setScope(scope("com.anthropic.claude_code"))
            .addMetrics(tokens(time))
            .addMetrics(cost(time))
            .addMetrics(activeTime(time));
    if (random.nextInt(3) == 0) {
      scope.addMetrics(lines(time)).addMetrics(decisions(time));
    }
    return ResourceMetrics.newBuilder().setResource(RESOURCE).addScopeMetrics(scope).build();
  }

  ResourceLogs logs(Instant time) {
    ScopeLogs.Builder scope =
        ScopeLogs.newBuilder().setScope(scope("com.anthropic.claude_code.events"));
    if (random.nextInt(4) == 0) {
      scope.addLogRecords(event("user_prompt", time, number("prompt_length", 20 + size(400))));
    }
    scope.addLogRecords(request(time));
    if (random.nextBoolean()) {
      scope.addLogRecords(decision(time)).addLogRecords(result(time));
    }
    return ResourceLogs.newBuilder().setResource(RESOURCE).addScopeLogs(scope).build();
  }

  private Metric tokens(Instant time) {
    List<NumberDataPoint> points = new ArrayList<>();
    for (String type : List.of("input", "output", "cacheRead", "cacheCreation")) {
      points.add(point(time, size(20_000), attribute("type", type), model()));
    }
    return metric("claude_code.token.usage", "tokens", points);
  }

  private Metric cost(Instant time) {
    return metric("claude_code.cost.usage", "USD", List.of(point(time, size(1000) / 1e4, model())));
  }

  private Metric activeTime(Instant time) {
    return metric(
        "claude_code.active_time.total",
        "s",
        List.of(
            point(time, size(600) / 10.0, attribute("type", "cli")),
            point(time, size(300) / 10.0, attribute("type", "user"))));
  }

  private Metric lines(Instant time) {
    return metric(
        "claude_code.lines_of_code.count",
        "",
        List.of(
            point(time, size(80), attribute("type", "added"), model()),
            point(time, size(30), attribute("type", "removed"), model())));
  }

  private Metric decisions(Instant time) {
    return metric(
        "claude_code.code_edit_tool.decision",
        "",
        List.of(
            point(
                time,
                1,
                attribute("tool_name", "Edit"),
                attribute("decision", random.nextInt(9) == 0 ? "reject" : "accept"),
                attribute("source", "config"),
                attribute("language", "Java"))));
  }

  private Metric metric(String name, String unit, List<NumberDataPoint> points) {
    return Metric.newBuilder()
        .setName(name)
        .setUnit(unit)
        .setSum(
            Sum.newBuilder()
                .setIsMonotonic(true)
                .setAggregationTemporality(
                    cumulative
                        ? AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE
                        : AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addAllDataPoints(points))
        .build();
  }

  private NumberDataPoint point(Instant time, double value, KeyValue... own) {
    List<KeyValue> attributes = new ArrayList<>(common);
    attributes.addAll(List.of(own));
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano(cumulative ? sessionStartNs : ns(time.minusSeconds(60)))
        .setTimeUnixNano(ns(time))
        .setAsDouble(cumulative ? totals.merge(List.of(own).toString(), value, Double::sum) : value)
        .addAllAttributes(attributes)
        .build();
  }

  private LogRecord request(Instant time) {
    return event(
        "api_request",
        time,
        model(),
        number("input_tokens", size(2000)),
        number("output_tokens", size(2000)),
        number("cache_read_tokens", size(60_000)),
        number("cache_creation_tokens", size(3000)),
        real("cost_usd", size(1000) / 1e4),
        number("duration_ms", size(20_000)),
        attribute("request_id", "req_" + hex(24)),
        attribute("speed", "normal"),
        attribute("query_source", "repl_main_thread"));
  }

  private LogRecord decision(Instant time) {
    return event(
        "tool_decision",
        time,
        attribute("tool_name", "Edit"),
        attribute("tool_use_id", "toolu_" + hex(24)),
        attribute("decision", "accept"),
        attribute("source", "config"));
  }

  private LogRecord result(Instant time) {
    return event(
        "tool_result",
        time,
        attribute("tool_name", "Edit"),
        attribute("tool_use_id", "toolu_" + hex(24)),
        attribute("success", random.nextInt(20) == 0 ? "false" : "true"),
        attribute("duration_ms", Integer.toString(size(3000))),
        number("tool_result_size_bytes", size(5000)));
  }

  private LogRecord event(String name, Instant time, KeyValue... own) {
    Instant at = time.plusMillis(random.nextInt(60_000));
    return LogRecord.newBuilder()
        .setTimeUnixNano(ns(at))
        .setObservedTimeUnixNano(ns(at))
        .setBody(AnyValue.newBuilder().setStringValue("claude_code." + name))
        .addAllAttributes(common)
        .addAttributes(attribute("event.name", name))
        .addAttributes(attribute("event.timestamp", at.toString()))
        .addAttributes(number("event.sequence", sequence++))
        .addAttributes(attribute("prompt.id", uuid()))
        .addAllAttributes(List.of(own))
        .build();
  }

  private KeyValue model() {
    return attribute("model", MODELS.get(random.nextInt(5) == 0 ? 1 : 0));
  }

  private int size(int limit) {
    return random.nextInt(limit);
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String hex(int digits) {
    StringBuilder text = new StringBuilder();
    while (text.length() < digits) {
      text.append(Long.toHexString(random.nextLong()));
    }
    return text.substring(0, digits);
  }

  private static InstrumentationScope scope(String name) {
    return InstrumentationScope.newBuilder().setName(name).setVersion("2.1.330").build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  private static KeyValue real(String key, double value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setDoubleValue(value))
        .build();
  }

  private static long ns(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }
}
