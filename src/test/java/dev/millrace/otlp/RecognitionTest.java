package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.millrace.Signal;
import dev.millrace.tools.Capture;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of which signal a body is by what is in it, and what is told of one sent to another's address.
 */
class RecognitionTest {

  private static final Decoder DECODER =
      new Decoder(new MessageBounds(100, 1_000_000), TestExports.NOTHING);

  private static final ByteString BYTES = ByteString.copyFromUtf8("new");

  static Stream<Export> everyExport() {
    return Stream.concat(Capture.claudeCode(), Capture.otherTools())
        .flatMap(name -> new Capture(name).exports().stream());
  }

  @ParameterizedTest
  @MethodSource("everyExport")
  void knowsTheSignalOfEveryRequestThatARealClientSent(Export export) {
    for (Encoding encoding : Encoding.values()) {
      assertThat(DECODER.signalOf(encoding, written(export, encoding))).isEqualTo(export.signal());
    }
  }

  @ParameterizedTest
  @MethodSource("everyExport")
  void tellsOfEachThatIsSentToAnothersAddress(Export export) {
    for (Encoding encoding : Encoding.values()) {
      for (Signal addressee : Signal.values()) {
        Decoded decoded = decoded(addressee, encoding, written(export, encoding));

        if (addressee == export.signal()) {
          assertThat(decoded.isIncomplete()).isFalse();
          assertThat(decoded.remark()).isEmpty();
        } else {
          assertThat(decoded.export().signal()).isEqualTo(addressee);
          assertThat(decoded.export().items()).isZero();
          assertThat(decoded.rejected()).isEqualTo(export.items());
          assertThat(decoded.isIncomplete()).isTrue();
          assertThat(decoded.remark())
              .startsWith("nothing in it was read: ")
              .endsWith("to /v1/" + export.signal());
        }
      }
    }
  }

  /** Its kind of data stands where a span has its name, which any bytes may be taken for. */
  @Test
  void knowsGaugeByItself() {
    Metric.Builder gauge = Metric.newBuilder().setName("a");
    gauge.getGaugeBuilder().addDataPointsBuilder().setTimeUnixNano(1).setAsInt(7);

    byte[] sent = metrics(gauge).toByteArray();

    assertThat(DECODER.signalOf(Encoding.PROTOBUF, sent)).isEqualTo(Signal.METRICS);
    assertThat(decoded(Signal.TRACES, Encoding.PROTOBUF, sent).rejected()).isEqualTo(1);
  }

  @Test
  void toleratesFieldsThatAreNew() {
    UnknownFieldSet added =
        UnknownFieldSet.newBuilder()
            .addField(
                900,
                UnknownFieldSet.Field.newBuilder().addVarint(1).addLengthDelimited(BYTES).build())
            .build();
    ExportTraceServiceRequest.Builder sent = ExportTraceServiceRequest.newBuilder();
    Span.Builder span = sent.addResourceSpansBuilder().addScopeSpansBuilder().addSpansBuilder();
    span.setStartTimeUnixNano(1).setUnknownFields(added);

    Decoded decoded = decoded(Signal.TRACES, Encoding.PROTOBUF, sent.build().toByteArray());

    assertThat(decoded.export().items()).isEqualTo(1);
    assertThat(decoded.isIncomplete()).isFalse();
    assertThat(decoded.remark()).isEmpty();
    assertThat(DECODER.signalOf(Encoding.PROTOBUF, sent.build().toByteArray()))
        .isEqualTo(Signal.TRACES);
  }

  /** Field 1000 held the records in versions before 0.19, field 6 of a metric whole numbers. */
  @ParameterizedTest
  @EnumSource
  void tellsOfProtobufOfWhichNothingIsRead(Signal signal) {
    UnknownFieldSet old =
        UnknownFieldSet.newBuilder()
            .addField(1000, UnknownFieldSet.Field.newBuilder().addLengthDelimited(BYTES).build())
            .build();
    byte[] sent =
        UnknownFieldSet.newBuilder()
            .addField(
                1,
                UnknownFieldSet.Field.newBuilder().addLengthDelimited(old.toByteString()).build())
            .build()
            .toByteArray();

    Decoded decoded = decoded(signal, Encoding.PROTOBUF, sent);

    assertThat(decoded.isIncomplete()).isTrue();
    assertThat(decoded.remark())
        .isEqualTo("nothing in it was read: it has 1 fields that OTLP does not have there");
  }

  @Test
  void takesNothingForAnotherSignalThatHasNoRecordsOfIt() {
    ExportTraceServiceRequest.Builder sent = ExportTraceServiceRequest.newBuilder();
    sent.addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpansBuilder()
        .setSpanId(ByteString.copyFrom(new byte[16]));

    Decoded decoded = decoded(Signal.TRACES, Encoding.PROTOBUF, sent.build().toByteArray());

    assertThat(decoded.remark()).startsWith("1 of 1 records were rejected");
  }

  @ParameterizedTest
  @EnumSource
  void takesAnEmptyBodyForMetrics(Encoding encoding) {
    byte[] empty = encoding == Encoding.JSON ? bytes("{}") : new byte[0];

    assertThat(DECODER.signalOf(encoding, empty)).isEqualTo(Signal.METRICS);
    assertThat(decoded(Signal.METRICS, encoding, empty).remark()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatBodyIsThatIsNotWhatItsHeadersSay(Encoding said) throws IOException {
    byte[] log = TestExports.log("hello", "k", "v").message().toByteArray();
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(log);
    }

    assertThatThrownBy(() -> decoded(Signal.LOGS, said, gzip.toByteArray()))
        .isInstanceOf(OtlpException.class)
        .hasMessageEndingWith("but gzip data, which needs the header Content-Encoding: gzip");
    assertThatThrownBy(
            () ->
                decoded(
                    Signal.LOGS,
                    said,
                    said == Encoding.JSON ? log : bytes("{\"resourceLogs\":[]}")))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining("which has to be sent as application/");
  }

  private static ExportMetricsServiceRequest metrics(Metric.Builder metric) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    request.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetrics(metric);
    return request.build();
  }

  private static byte[] written(Export export, Encoding encoding) {
    return encoding == Encoding.JSON
        ? new OtlpJsonWriter().write(export)
        : export.message().toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Decoded decoded(Signal signal, Encoding encoding, byte[] body) {
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      return DECODER.decode(signal, encoding, body, claim);
    }
  }
}
