package dev.millrace.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How many parts an export may have and how deep they may lie, the same in both encodings. */
class MessageBoundsTest {

  /** The request, resourceLogs, scopeLogs, logRecords, the body, an attribute and its value. */
  private static final int PARTS = 7;

  private static final DecodeMemory MEMORY = new DecodeMemory(512L << 20, Duration.ZERO);

  @Tag("R-13")
  @DisplayName("R-13 every message counts as a part, and the last one allowed is allowed")
  @ParameterizedTest
  @EnumSource
  void countsParts(Encoding encoding) {
    Export export = TestExports.log("body", "k", "v");

    assertThat(decode(new MessageBounds(100, PARTS), encoding, export)).isEqualTo(export);
    assertThatThrownBy(() -> decode(new MessageBounds(100, PARTS - 1), encoding, export))
        .isInstanceOfSatisfying(
            OtlpException.class,
            e -> assertThat(e.reason()).isEqualTo(OtlpException.Reason.TOO_LARGE))
        .hasMessageContaining("has more than 6 parts");
  }

  @Tag("R-51")
  @DisplayName("R-51 messages nest as deep as allowed and no deeper")
  @ParameterizedTest
  @CsvSource({"PROTOBUF, 100, 48", "JSON, 100, 48", "PROTOBUF, 10, 3", "JSON, 10, 3"})
  void boundsDepth(Encoding encoding, int depth, int lists) {
    MessageBounds bounds = new MessageBounds(depth, 100_000);
    Export deepest = nested(lists);

    assertThat(decode(bounds, encoding, deepest)).isEqualTo(deepest);
    assertThatThrownBy(() -> decode(bounds, encoding, nested(lists + 1)))
        .isInstanceOfSatisfying(
            OtlpException.class,
            e -> assertThat(e.reason()).isEqualTo(OtlpException.Reason.UNDECODABLE))
        .hasMessageContaining("messages must not nest deeper than " + depth);
  }

  @Tag("R-13")
  @DisplayName("R-13 25,000 records of 20 attributes pass, in memory for few such exports")
  @ParameterizedTest
  @EnumSource
  void takesLargestHonestBatch(Encoding encoding) {
    Export export = batch();

    assertThat(decode(new MessageBounds(100, 2_000_000), encoding, export).items())
        .isEqualTo(25_000);
  }

  @Tag("R-51")
  @DisplayName("R-51 no bound is deeper than what protobuf reads again")
  @Test
  void refusesBoundsThatMakeNoSense() {
    assertThatThrownBy(() -> new MessageBounds(101, 1)).hasMessageContaining("100 but is 101");
    assertThatThrownBy(() -> new MessageBounds(0, 1)).hasMessageContaining("but is 0");
    assertThatThrownBy(() -> new MessageBounds(1, 0)).hasMessageContaining("but is 0");
  }

  @Tag("R-67")
  @DisplayName("R-67 unknown fields are kept, and count")
  @Test
  void countsUnknownFields() {
    byte[] unknown = WireMessage.field(1, WireMessage.field(90, "what".getBytes(UTF_8)));

    assertThat(decode(new MessageBounds(100, 3), unknown).message().toByteArray())
        .isEqualTo(unknown);
    assertThatThrownBy(() -> decode(new MessageBounds(100, 2), unknown))
        .isInstanceOf(OtlpException.class);
  }

  /** Each a metric of its own, as a collector sends them. */
  private static Export batch() {
    NumberDataPoint.Builder point = NumberDataPoint.newBuilder().setTimeUnixNano(1).setAsInt(7);
    for (int i = 0; i < 20; i++) {
      point.addAttributes(
          KeyValue.newBuilder()
              .setKey("attribute.name." + i)
              .setValue(TestExports.string("value " + i)));
    }
    ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
    Metric metric =
        Metric.newBuilder().setName("n").setGauge(Gauge.newBuilder().addDataPoints(point)).build();
    for (int i = 0; i < 25_000; i++) {
      scope.addMetrics(metric);
    }
    return new Export.Metrics(
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(ResourceMetrics.newBuilder().addScopeMetrics(scope))
            .build());
  }

  private static Export.Logs nested(int lists) {
    AnyValue value = AnyValue.getDefaultInstance();
    for (int i = 0; i < lists; i++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }
    return new Export.Logs(
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .addScopeLogs(
                        ScopeLogs.newBuilder()
                            .addLogRecords(LogRecord.newBuilder().setBody(value))))
            .build());
  }

  private static Export decode(MessageBounds bounds, Encoding encoding, Export export) {
    byte[] content =
        encoding == Encoding.JSON
            ? new OtlpJsonWriter().write(export)
            : export.message().toByteArray();
    try (DecodeMemory.Claim claim = MEMORY.claim()) {
      return new Decoder(bounds, TestExports.NOTHING)
          .decode(export.signal(), encoding, content, claim)
          .export();
    }
  }

  private static Export decode(MessageBounds bounds, byte[] protobuf) {
    try (DecodeMemory.Claim claim = MEMORY.claim()) {
      return new Decoder(bounds, TestExports.NOTHING)
          .decode(Signal.LOGS, Encoding.PROTOBUF, protobuf, claim)
          .export();
    }
  }
}
