package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, order, repetition and nesting in OTLP/JSON: rules. */
class OtlpJsonShapeTest {

  @Tag("R-42")
  @DisplayName("R-42 names in snake_case are read as those in lowerCamelCase")
  @Test
  void readsSnakeCase() {
    String body =
        "{\"resource_logs\":[{\"scope_logs\":[{\"log_records\":[{\"time_unix_nano\":\"1\"}]}]}]}";

    assertThat(JsonSamples.read(Signal.LOGS, body))
        .isEqualTo(JsonSamples.read(Signal.LOGS, JsonSamples.logsBody("{\"timeUnixNano\":\"1\"}")));
  }

  @Tag("R-43")
  @DisplayName("R-43 unknown members are stepped over at every level")
  @Test
  void ignoresUnknownMembers() {
    String body =
        """
        {"x":1,"resourceLogs":[{"x":[[{}]],"resource":{"x":null,"attributes":[
          {"x":{"y":[1,{"z":2}]},"key":"k","value":{"x":"","stringValue":"v"}}]},
          "scopeLogs":[{"x":true,"scope":{"x":1.5},"logRecords":[{"x":"{","eventName":"e"}]}]}]}
        """;
    String known =
        """
        {"resourceLogs":[{"resource":{"attributes":[{"key":"k","value":{"stringValue":"v"}}]},
          "scopeLogs":[{"scope":{},"logRecords":[{"eventName":"e"}]}]}]}
        """;

    assertThat(JsonSamples.read(Signal.LOGS, body)).isEqualTo(JsonSamples.read(Signal.LOGS, known));
  }

  @Tag("R-47")
  @DisplayName("R-47 null is as good as absent, whatever the type")
  @Test
  void readsNullAsAbsent() {
    LogRecord record =
        JsonSamples.record(
            """
            {"body":null,"attributes":null,"traceId":null,"timeUnixNano":null,"flags":null,
             "severityNumber":null,"severityText":null,"droppedAttributesCount":null}
            """);

    assertThat(record).isEqualTo(LogRecord.getDefaultInstance());
  }

  @Tag("R-48")
  @DisplayName("R-48 of two members with the same name the last one counts")
  @Test
  void takesLastOfDuplicates() {
    LogRecord record =
        JsonSamples.record(
            """
            {"severityText":"a","body":{"intValue":1},"attributes":[{"key":"a"},{"key":"b"}],
             "severityText":"z","body":{"stringValue":"z"},"attributes":[{"key":"z"}]}
            """);

    assertThat(record)
        .isEqualTo(
            JsonSamples.record(
                """
                {"severityText":"z","body":{"stringValue":"z"},"attributes":[{"key":"z"}]}
                """));
  }

  @Tag("R-49")
  @DisplayName("R-49 of two members of a oneof the last one counts, unless it is null")
  @Test
  void takesLastOfOneof() {
    Metric metric = JsonSamples.metric("{\"gauge\":{},\"sum\":{\"isMonotonic\":true}}");

    assertThat(metric.getDataCase()).isEqualTo(Metric.DataCase.SUM);
    assertThat(JsonSamples.body("{\"intValue\":1,\"stringValue\":\"s\"}").getStringValue())
        .isEqualTo("s");
    assertThat(JsonSamples.body("{\"intValue\":1,\"stringValue\":null}").getIntValue())
        .isEqualTo(1);
  }

  @Tag("R-49")
  @DisplayName("R-49 members come in any order")
  @Test
  void readsAnyOrder() {
    assertThat(JsonSamples.metric("{\"sum\":{\"aggregationTemporality\":2},\"name\":\"n\"}"))
        .isEqualTo(JsonSamples.metric("{\"name\":\"n\",\"sum\":{\"aggregationTemporality\":2}}"));
  }

  @Tag("R-50")
  @DisplayName("R-50 a byte order mark is skipped")
  @Test
  void skipsByteOrderMark() {
    assertThat(JsonSamples.read(Signal.LOGS, "\ufeff" + JsonSamples.logsBody("{}")).items())
        .isEqualTo(1);
  }

  @Tag("R-23")
  @DisplayName("R-23 a request without anything in it is one without items")
  @ParameterizedTest
  @EnumSource
  void readsEmptyRequest(Signal signal) {
    Export export = JsonSamples.read(signal, " { } ");

    assertThat(export.signal()).isEqualTo(signal);
    assertThat(export.items()).isZero();
  }

  @Tag("R-51")
  @DisplayName("R-51 values nest as deep as protobuf's parser follows, and no deeper")
  @Test
  void nestsAsDeepAsProtobuf() throws InvalidProtocolBufferException {
    // resourceLogs, scopeLogs, logRecords and the body are four of the hundred messages.
    byte[] deepest = nested(48).getBytes(StandardCharsets.UTF_8);
    Export export = new OtlpJsonReader().read(Signal.LOGS, deepest);

    assertThat(ExportLogsServiceRequest.parseFrom(export.message().toByteString()))
        .isEqualTo(export.message());
    assertThatThrownBy(() -> JsonSamples.read(Signal.LOGS, nested(49)))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining("messages must not nest deeper than 100");
  }

  /** A body of lists in lists, two messages each. */
  private static String nested(int lists) {
    return JsonSamples.logsBody(
        "{\"body\":"
            + "{\"arrayValue\":{\"values\":[".repeat(lists)
            + "{}"
            + "]}}".repeat(lists)
            + "}");
  }

  @Tag("R-51")
  @DisplayName("R-51 the depth can be set")
  @Test
  void nestsAsDeepAsSet() {
    OtlpJsonReader reader = new OtlpJsonReader(new MessageBounds(6, 1000));

    assertThatCode(() -> reader.read(Signal.LOGS, nested(1).getBytes(StandardCharsets.UTF_8)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> reader.read(Signal.LOGS, nested(2).getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("messages must not nest deeper than 6");
  }

  @Tag("R-51")
  @DisplayName("R-51 a million levels are refused, in known and unknown members alike")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{\"x\":",
        "{\"resourceLogs\":[",
        "{\"x\":[",
        "{\"arrayValue\":{\"values\":["
      })
  void refusesAbyss(String level) {
    assertThatThrownBy(() -> JsonSamples.read(Signal.LOGS, level.repeat(1_000_000)))
        .isInstanceOf(OtlpException.class);
    assertThatThrownBy(
            () -> JsonSamples.read(Signal.LOGS, JsonSamples.logsBody(level.repeat(1_000_000))))
        .isInstanceOf(OtlpException.class);
  }
}
