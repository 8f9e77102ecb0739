package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Signal;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an export becomes in the lake is bounded at the door, whatever it repeats and where. */
class RowBoundsTest {

  private static final RowBounds SHIPPED = RowBounds.of(IngestSettings.with(Map.of()));

  @ParameterizedTest
  @EnumSource
  void refusesMoreRowsThanTheLimit(Signal signal) {
    Export most = export(signal, 0, 0, (int) SHIPPED.rows());
    Export more = export(signal, 0, 0, (int) SHIPPED.rows() + 1);

    assertThatCode(() -> check(most)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(more))
        .isInstanceOf(OtlpException.class)
        .extracting(e -> ((OtlpException) e).reason())
        .isEqualTo(OtlpException.Reason.TOO_LARGE);
    assertThatThrownBy(() -> check(more))
        .hasMessageContaining("the export has 200001")
        .hasMessageContaining("the limit is 200000; send smaller batches");
  }

  /** In the resource and in the scope, of few rows and of many. */
  @ParameterizedTest
  @CsvSource({
    "METRICS, 150000, 0, 2048", "METRICS, 0, 150000, 2048", "METRICS, 800, 800, 100000",
    "LOGS, 150000, 0, 2048", "LOGS, 0, 150000, 2048", "LOGS, 800, 800, 100000",
    "TRACES, 150000, 0, 2048", "TRACES, 0, 150000, 2048", "TRACES, 800, 800, 100000"
  })
  void refusesWhatRepeatsTooMuch(Signal signal, int resource, int scope, int rows) {
    assertThatThrownBy(() -> check(export(signal, resource, scope, rows)))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining("the limit is 134217728")
        .hasMessageContaining("each of its " + rows)
        .hasMessageContaining("repeats the attributes of its resource and scope");
  }

  @ParameterizedTest
  @CsvSource({"METRICS", "LOGS", "TRACES"})
  void takesLargeBatchesOfOrdinaryRecords(Signal signal) {
    assertThatCode(() -> check(export(signal, 2000, 200, 25_000))).doesNotThrowAnyException();
    assertThatCode(() -> check(export(signal, 100_000, 0, 1000))).doesNotThrowAnyException();
  }

  private static void check(Export export) {
    SHIPPED.check(export, export.message().getSerializedSize());
  }

  private static Export export(Signal signal, int resourceBytes, int scopeBytes, int rows) {
    Resource resource = Resource.newBuilder().addAttributes(note(resourceBytes)).build();
    InstrumentationScope scope =
        InstrumentationScope.newBuilder().addAttributes(note(scopeBytes)).build();
    return switch (signal) {
      case METRICS ->
          new Export.Metrics(
              ExportMetricsServiceRequest.newBuilder()
                  .addResourceMetrics(
                      ResourceMetrics.newBuilder()
                          .setResource(resource)
                          .addScopeMetrics(
                              ScopeMetrics.newBuilder().setScope(scope).addMetrics(metric(rows))))
                  .build());
      case LOGS ->
          new Export.Logs(
              ExportLogsServiceRequest.newBuilder()
                  .addResourceLogs(
                      ResourceLogs.newBuilder()
                          .setResource(resource)
                          .addScopeLogs(
                              ScopeLogs.newBuilder()
                                  .setScope(scope)
                                  .addAllLogRecords(
                                      Collections.nCopies(rows, LogRecord.getDefaultInstance()))))
                  .build());
      case TRACES ->
          new Export.Traces(
              ExportTraceServiceRequest.newBuilder()
                  .addResourceSpans(
                      ResourceSpans.newBuilder()
                          .setResource(resource)
                          .addScopeSpans(
                              ScopeSpans.newBuilder()
                                  .setScope(scope)
                                  .addAllSpans(
                                      Collections.nCopies(rows, Span.getDefaultInstance()))))
                  .build());
    };
  }

  private static Metric metric(int points) {
    return Metric.newBuilder()
        .setName("claude_code.commit.count")
        .setGauge(
            Gauge.newBuilder()
                .addAllDataPoints(
                    Collections.nCopies(points, NumberDataPoint.newBuilder().setAsInt(1).build())))
        .build();
  }

  private static KeyValue note(int bytes) {
    return KeyValue.newBuilder()
        .setKey("note")
        .setValue(AnyValue.newBuilder().setStringValue("x".repeat(bytes)))
        .build();
  }
}
