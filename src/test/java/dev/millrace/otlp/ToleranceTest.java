package dev.millrace.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import dev.millrace.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Odd data that is no error comes through decoding whole, in either encoding: rules.
 */
class ToleranceTest {

  private static final Decoder DECODER =
      new Decoder(new MessageBounds(100, 100_000), TestExports.NOTHING);

  @Tag("R-60")
  @Tag("R-61")
  @DisplayName("R-60, R-61 values of every kind, keys twice over and empty ones come through")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "attributes { key: 'k' }",
        "attributes { key: 'k' value {} }",
        "attributes { value { string_value: '' } }",
        "attributes { key: 'k' value { bool_value: false } }",
        "attributes { key: 'k' value { int_value: -9223372036854775808 } }",
        "attributes { key: 'k' value { double_value: nan } }",
        "attributes { key: 'k' value { double_value: -0.0 } }",
        "attributes { key: 'k' value { bytes_value: '\\377\\000' } }",
        "attributes { key: 'k' value { array_value {} } }",
        "attributes { key: 'k' value { array_value { values { int_value: 1 } values {}"
            + " values { string_value: 's' } values { array_value { values {} } } } } }",
        "attributes { key: 'k' value { kvlist_value { values { key: 'a' value { int_value: 1 } }"
            + " values { key: 'a' } values { key: 'a' value { bool_value: true } } } } }",
        "attributes { key: 'k' value { int_value: 1 } } attributes { key: 'k' value { int_value: 2"
            + " } }",
        "body {}",
        "body { array_value { values { string_value: 's' } } }"
      })
  void keepsValuesOfEveryKind(String record) throws TextFormat.ParseException {
    comesThrough(logs(record));
  }

  @Tag("R-62")
  @DisplayName("R-62 a record without any time is taken")
  @ParameterizedTest
  @ValueSource(strings = {"", "time_unix_nano: 0 observed_time_unix_nano: 1", "flags: 4294967295"})
  void takesTimeZero(String record) throws TextFormat.ParseException {
    comesThrough(logs(record));
  }

  @Tag("R-63")
  @Tag("R-64")
  @Tag("R-65")
  @DisplayName("R-63 to R-65 metrics of all kinds come through, whatever their points leave out")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: 'none'",
        "gauge {}",
        "gauge { data_points {} }",
        "gauge { data_points { flags: 1 } }",
        "gauge { data_points { as_double: inf } }",
        "sum { data_points { as_int: 1 } is_monotonic: true }",
        "sum { data_points { as_int: 1 } aggregation_temporality: 99 }",
        "sum { aggregation_temporality: 2 data_points { flags: 1 exemplars { as_int: 1 } } }",
        "histogram { data_points { count: 18446744073709551615 sum: nan bucket_counts: [0, 1]"
            + " explicit_bounds: [-inf] min: -1 max: 0 } }",
        "exponential_histogram { data_points { scale: -10 zero_count: 1 positive { offset: -5"
            + " bucket_counts: [18446744073709551615, 0] } negative {} zero_threshold: 0.1 } }",
        "summary { data_points { count: 1 sum: 2 quantile_values { quantile: 0.5 value: nan }"
            + " quantile_values {} } }",
        "metadata { key: 'k' value { string_value: 'v' } } unit: '1' description: 'd'"
      })
  void keepsMetricsOfEveryKind(String metric) throws TextFormat.ParseException {
    comesThrough(metrics(metric));
  }

  @Tag("R-65")
  @DisplayName("R-65 every field of every signal comes through, whatever is in it")
  @ParameterizedTest
  @EnumSource
  void keepsEveryField(Signal signal) {
    for (int seed = 0; seed < 100; seed++) {
      comesThrough(RandomExports.of(signal, seed));
    }
  }

  @Tag("R-23")
  @DisplayName("R-23 requests, resources and scopes without anything in them are taken")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "resource_logs {}",
        "resource_logs { resource {} scope_logs {} }",
        "resource_logs { scope_logs { scope {} } }"
      })
  void takesEmptyEnvelopes(String request) throws TextFormat.ParseException {
    Export export = new Export.Logs(TextFormat.parse(request, ExportLogsServiceRequest.class));

    comesThrough(export);
    assertThat(export.items()).isZero();
  }

  @Tag("R-67")
  @DisplayName("R-67 unknown fields of every wire type, everywhere, come through as they are")
  @Test
  void keepsUnknownFields() {
    byte[] unknown =
        WireMessage.of(
            WireMessage.field(100, "later".getBytes(UTF_8)),
            new byte[] {(byte) 0xa8, 0x06, 1},
            new byte[] {(byte) 0xb1, 0x06, 1, 2, 3, 4, 5, 6, 7, 8},
            new byte[] {(byte) 0xbd, 0x06, 1, 2, 3, 4});
    byte[] value = WireMessage.field(5, WireMessage.of(WireMessage.field(1, new byte[1]), unknown));
    byte[] request = WireMessage.of(WireMessage.request(value, unknown), unknown);

    Decoded decoded = decode(Signal.LOGS, Encoding.PROTOBUF, request);

    assertThat(decoded.isContent()).isTrue();
    assertThat(decoded.export().message().toByteArray()).isEqualTo(request);
  }

  @Tag("R-67")
  @DisplayName("R-67 a field of another wire type than OTLP's is one that is not known")
  @Test
  void keepsFieldOfAnotherWireType() {
    byte[] textAsNumber = {(12 << 3), 1};

    Decoded decoded = decode(Signal.LOGS, Encoding.PROTOBUF, WireMessage.request(textAsNumber));

    assertThat(decoded.export().items()).isEqualTo(1);
    assertThat(decoded.remark()).isEmpty();
  }

  @Tag("R-67")
  @DisplayName("R-67 groups are refused")
  @Test
  void refusesGroups() {
    byte[] group = {(byte) 0x9b, 0x06, (byte) 0x9c, 0x06};

    assertThatThrownBy(() -> decode(Signal.LOGS, Encoding.PROTOBUF, WireMessage.request(group)))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining("a group");
  }

  @Tag("R-68")
  @DisplayName("R-68 requests one after another are one, and so are messages within")
  @Test
  void mergesConcatenatedMessages() throws TextFormat.ParseException {
    byte[] one = logs("severity_text: 'a'").message().toByteArray();
    byte[] two = logs("severity_text: 'b'").message().toByteArray();
    byte[] value =
        WireMessage.of(
            WireMessage.field(5, WireMessage.field(1, "first".getBytes(UTF_8))),
            WireMessage.field(5, WireMessage.field(1, "last".getBytes(UTF_8))));

    assertThat(decode(Signal.LOGS, Encoding.PROTOBUF, WireMessage.of(one, two)).export().items())
        .isEqualTo(2);
    Export.Logs merged =
        (Export.Logs) decode(Signal.LOGS, Encoding.PROTOBUF, WireMessage.request(value)).export();
    assertThat(record(merged).getBody().getStringValue()).isEqualTo("last");
  }

  private static void comesThrough(Export export) {
    byte[] protobuf = export.message().toByteArray();
    Decoded ofProtobuf = decode(export.signal(), Encoding.PROTOBUF, protobuf);
    Decoded ofJson = decode(export.signal(), Encoding.JSON, new OtlpJsonWriter().write(export));

    // What has no key of its own may be content, whatever is looked for.
    assertThat(ofProtobuf)
        .isEqualTo(
            new Decoded(export, true, ofProtobuf.keyLookedFor(), false, false, 0, false, ""));
    assertThat(ofJson).isEqualTo(new Decoded(export, false, true, true, false, 0, false, ""));
  }

  private static Decoded decode(Signal signal, Encoding encoding, byte[] content) {
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      return DECODER.decode(signal, encoding, content, claim);
    }
  }

  private static Export logs(String record) throws TextFormat.ParseException {
    return new Export.Logs(
        TextFormat.parse(
            "resource_logs { scope_logs { log_records { " + record + " } } }",
            ExportLogsServiceRequest.class));
  }

  private static Export metrics(String metric) throws TextFormat.ParseException {
    return new Export.Metrics(
        TextFormat.parse(
            "resource_metrics { scope_metrics { metrics { " + metric + " } } }",
            ExportMetricsServiceRequest.class));
  }

  private static LogRecord record(Export.Logs logs) {
    return logs.message().getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
  }
}
