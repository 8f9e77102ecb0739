package dev.millrace.bench;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** What a collector sends of a team that uses Claude Code: 2,000 points of 8 attributes. */
public final class Batch {

  private static final int METRICS_COUNT = 20;
  private static final int POINTS = 100;

  public static final Export.Metrics METRICS = of(1);

  private Batch() {}

  /** The same team's at another time. */
  static Export.Metrics of(int seed) {
    return metrics(new Random(seed));
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Export.Metrics metrics(Random random) {
    ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
    for (int m = 0; m < METRICS_COUNT; m++) {
      Sum.Builder sum =
          Sum.newBuilder()
              .setIsMonotonic(true)
              .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
      for (int p = 0; p < POINTS; p++) {
        sum.addDataPoints(point(random));
      }
      scope.addMetrics(
          Metric.newBuilder().setName("claude_code.token.usage").setUnit("tokens").setSum(sum));
    }
    return new Export.Metrics(
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(ResourceMetrics.newBuilder().addScopeMetrics(scope))
            .build());
  }

  private static NumberDataPoint point(Random random) {
    long time = 1_795_000_000_000_000_000L + random.nextInt();
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder()
            .setStartTimeUnixNano(time)
            .setTimeUnixNano(time + 60_000_000_000L)
            .setAsDouble(random.nextInt(100_000));
    String session = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    for (String key : List.of("session.id", "user.id", "organization.id", "user.account_uuid")) {
      point.addAttributes(attribute(key, session));
    }
    point.addAttributes(attribute("user.email", "person" + random.nextInt(100) + "@example.com"));
    point.addAttributes(attribute("type", random.nextBoolean() ? "input" : "cacheRead"));
    point.addAttributes(attribute("model", "claude-sonnet-4-5-20250929"));
    point.addAttributes(attribute("terminal.type", "vscode"));
    return point.build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
