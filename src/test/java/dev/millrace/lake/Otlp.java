package dev.millrace.lake;

import com.google.protobuf.ByteString;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** OTLP messages in few words. */
final class Otlp {

  /** In the partition's day. */
  static final long NOON = nanos("2026-03-14T12:00:00.123456789Z");

  static final Resource RESOURCE =
      Resource.newBuilder()
          .addAttributes(attribute("service.name", string("demo-agent")))
          .addAttributes(attribute("service.version", string("1.2.3")))
          .addAttributes(attribute("user.email", string("ann@acme.example")))
          .setDroppedAttributesCount(4)
          .addEntityRefs(EntityRef.newBuilder().setType("service").addIdKeys("service.name"))
          .build();

  static final InstrumentationScope SCOPE =
      InstrumentationScope.newBuilder()
          .setName("demo.scope")
          .setVersion("2.0")
          .addAttributes(attribute("scoped", bool(true)))
          .setDroppedAttributesCount(5)
          .build();

  private Otlp() {}

  static long nanos(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  static AnyValue string(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  static AnyValue bool(boolean value) {
    return AnyValue.newBuilder().setBoolValue(value).build();
  }

  static AnyValue integer(long value) {
    return AnyValue.newBuilder().setIntValue(value).build();
  }

  static AnyValue real(double value) {
    return AnyValue.newBuilder().setDoubleValue(value).build();
  }

  static AnyValue bytes(int... bytes) {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      value[i] = (byte) bytes[i];
    }
    return AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(value)).build();
  }

  static AnyValue array(AnyValue... values) {
    return AnyValue.newBuilder()
        .setArrayValue(ArrayValue.newBuilder().addAllValues(Arrays.asList(values)))
        .build();
  }

  static AnyValue list(KeyValue... values) {
    return AnyValue.newBuilder()
        .setKvlistValue(KeyValueList.newBuilder().addAllValues(Arrays.asList(values)))
        .build();
  }

  static ByteString hex(String digits) {
    return ByteString.copyFrom(HexFormat.of().parseHex(digits));
  }

  static NumberDataPoint.Builder point(long timeNs, long value) {
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano(NOON - 1)
        .setTimeUnixNano(timeNs)
        .setAsInt(value);
  }

  static Metric sum(NumberDataPoint.Builder... points) {
    Sum.Builder sum = Sum.newBuilder().setAggregationTemporalityValue(2).setIsMonotonic(true);
    List.of(points).forEach(sum::addDataPoints);
    return Metric.newBuilder().setName("demo.tokens").setUnit("{token}").setSum(sum).build();
  }

  static Export metrics(Metric... metrics) {
    return new Export.Metrics(
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .setResource(RESOURCE)
                    .setSchemaUrl("https://example/resource")
                    .addScopeMetrics(
                        ScopeMetrics.newBuilder()
                            .setScope(SCOPE)
                            .setSchemaUrl("https://example/scope")
                            .addAllMetrics(List.of(metrics))))
            .build());
  }

  static Export logs(LogRecord... logs) {
    return new Export.Logs(
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .setResource(RESOURCE)
                    .addScopeLogs(
                        ScopeLogs.newBuilder().setScope(SCOPE).addAllLogRecords(List.of(logs))))
            .build());
  }

  static Export spans(Span... spans) {
    return new Export.Traces(
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(RESOURCE)
                    .addScopeSpans(
                        ScopeSpans.newBuilder().setScope(SCOPE).addAllSpans(List.of(spans))))
            .build());
  }
}
