package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of records with impossible ids, and what the sender is told. */
class PartialSuccessTest {

  private static final Decoder DECODER =
      new Decoder(new MessageBounds(100, 1_000_000), TestExports.NOTHING);
  private static final ByteString TRACE_ID = ByteString.copyFrom(new byte[16]);
  private static final ByteString SPAN_ID = ByteString.copyFrom(new byte[8]);

  @Tag("R-24")
  @Tag("R-27")
  @DisplayName("R-24, R-27 a span with an impossible id is taken out and counted, the rest kept")
  @ParameterizedTest
  @EnumSource
  void takesOutRecordsWithImpossibleIds(Encoding encoding) {
    Span good = Span.newBuilder().setTraceId(TRACE_ID).setSpanId(SPAN_ID).setName("good").build();
    Span link = linkedTo(ByteString.copyFrom(new byte[15]));
    Span parent = Span.newBuilder().setParentSpanId(TRACE_ID).build();
    Span noIds = Span.newBuilder().setName("without ids").build();

    Decoded decoded = decoded(encoding, good, link, parent, noIds);

    assertThat(decoded.rejected()).isEqualTo(2);
    assertThat(decoded.remark())
        .startsWith(
            "2 of 4 records were rejected, the first because"
                + " /resourceSpans/0/scopeSpans/0/spans/1/links/0/traceId must be ");
    assertThat(decoded.export()).isEqualTo(export(good, noIds));
    assertThat(decoded.isContent()).isFalse();
  }

  @Tag("R-27")
  @DisplayName("R-27 if no record is good none is left, and the request is still answered")
  @ParameterizedTest
  @EnumSource
  void leavesNothingOfNothingGood(Encoding encoding) {
    Decoded decoded = decoded(encoding, Span.newBuilder().setSpanId(TRACE_ID).build());

    assertThat(decoded.rejected()).isEqualTo(1);
    assertThat(decoded.export().items()).isZero();
  }

  @Tag("R-40")
  @DisplayName("R-40 in JSON an id of another length or alphabet rejects its record alone")
  @ParameterizedTest
  @CsvSource({
    "traceId, 5b8efff798038103",
    "traceId, 5b8efff798038103d269b633813fc60",
    "traceId, W47/95gDgQPSabYzgT/GDA==",
    "spanId, eee19b7ec3c1b17g",
    "parentSpanId, eee19b7ec3c1b17"
  })
  void rejectsRecordOfImpossibleJsonId(String name, String id) {
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{},{\"%s\":\"%s\"}]}]}]}"
            .formatted(name, id);

    Decoded decoded = decode(Signal.TRACES, Encoding.JSON, json.getBytes(StandardCharsets.UTF_8));

    assertThat(decoded.rejected()).isEqualTo(1);
    assertThat(decoded.remark()).contains("spans/1/" + name).doesNotContain(id);
    assertThat(decoded.export()).isEqualTo(export(Span.getDefaultInstance()));
  }

  @Tag("R-25")
  @Tag("R-65")
  @DisplayName("R-25, R-65 an exemplar loses an impossible id, and neither itself nor its point")
  @ParameterizedTest
  @CsvSource({"gauge", "sum", "histogram", "exponentialHistogram"})
  void dropsImpossibleIdsOfExemplars(String kind) {
    String json =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"%s":{"dataPoints":[{"exemplars":[
          {"asInt":"7","traceId":"00","spanId":"0102030405060708"}]}]}}]}]}]}
        """
            .formatted(kind);

    Decoded decoded = decode(Signal.METRICS, Encoding.JSON, json.getBytes(StandardCharsets.UTF_8));

    assertThat(decoded.rejected()).isZero();
    assertThat(decoded.remark()).startsWith("1 ids of exemplars were dropped");
    Exemplar exemplar = exemplar(((Export.Metrics) decoded.export()), kind);
    assertThat(exemplar.getAsInt()).isEqualTo(7);
    assertThat(exemplar.getTraceId()).isEmpty();
    assertThat(exemplar.getSpanId()).hasSize(8);
  }

  private static Exemplar exemplar(Export.Metrics export, String kind) {
    Metric metric = export.message().getResourceMetrics(0).getScopeMetrics(0).getMetrics(0);
    return switch (kind) {
      case "gauge" -> metric.getGauge().getDataPoints(0).getExemplars(0);
      case "sum" -> metric.getSum().getDataPoints(0).getExemplars(0);
      case "histogram" -> metric.getHistogram().getDataPoints(0).getExemplars(0);
      default -> metric.getExponentialHistogram().getDataPoints(0).getExemplars(0);
    };
  }

  @Tag("R-22")
  @DisplayName("R-22 full success has no partial success in it")
  @ParameterizedTest
  @EnumSource
  void saysNothingOfFullSuccess(Signal signal) {
    assertThat(Reply.accepted(signal, Encoding.PROTOBUF, 0, "").body()).isEmpty();
    assertThat(Reply.accepted(signal, Encoding.JSON, 0, "").body()).asString().isEqualTo("{}");
  }

  @Tag("R-24")
  @DisplayName("R-24 the reply counts under the signal's own name, in JSON as a string")
  @ParameterizedTest
  @CsvSource({"METRICS, rejectedDataPoints", "LOGS, rejectedLogRecords", "TRACES, rejectedSpans"})
  void tellsRejectedInJson(Signal signal, String name) {
    Reply reply = Reply.accepted(signal, Encoding.JSON, 3, "why");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .asString()
        .isEqualTo("{\"partialSuccess\":{\"" + name + "\":\"3\",\"errorMessage\":\"why\"}}");
  }

  @Tag("R-24")
  @DisplayName("R-24 the reply counts in the signal's own response in protobuf")
  @Test
  void tellsRejectedInProtobuf() throws InvalidProtocolBufferException {
    assertThat(
            ExportMetricsServiceResponse.parseFrom(protobuf(Signal.METRICS))
                .getPartialSuccess()
                .getRejectedDataPoints())
        .isEqualTo(3);
    assertThat(
            ExportLogsServiceResponse.parseFrom(protobuf(Signal.LOGS))
                .getPartialSuccess()
                .getRejectedLogRecords())
        .isEqualTo(3);
    assertThat(ExportTraceServiceResponse.parseFrom(protobuf(Signal.TRACES)).getPartialSuccess())
        .satisfies(partial -> assertThat(partial.getRejectedSpans()).isEqualTo(3))
        .satisfies(partial -> assertThat(partial.getErrorMessage()).isEqualTo("why"));
  }

  @Tag("R-25")
  @DisplayName("R-25 a warning rejects nothing and says something")
  @Test
  void tellsWarnings() throws InvalidProtocolBufferException {
    Reply reply = Reply.accepted(Signal.LOGS, Encoding.PROTOBUF, 0, "what");
    ExportLogsServiceResponse response = ExportLogsServiceResponse.parseFrom(reply.body());

    assertThat(response.getPartialSuccess().getRejectedLogRecords()).isZero();
    assertThat(response.getPartialSuccess().getErrorMessage()).isEqualTo("what");
    assertThat(Reply.accepted(Signal.LOGS, Encoding.JSON, 0, "what").body())
        .asString()
        .isEqualTo("{\"partialSuccess\":{\"errorMessage\":\"what\"}}");
  }

  @Tag("R-41")
  @DisplayName("R-41 an enum sent by name is read, with a warning; one sent by number without")
  @ParameterizedTest
  @CsvSource({"'\"SPAN_KIND_CLIENT\"', 1 enums were sent by name", "3, ''", "'\"3\"', ''"})
  void warnsOfEnumNames(String kind, String remark) {
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"kind\":%s}]}]}]}".formatted(kind);

    Decoded decoded = decode(Signal.TRACES, Encoding.JSON, json.getBytes(StandardCharsets.UTF_8));

    assertThat(decoded.export()).isEqualTo(export(Span.newBuilder().setKindValue(3).build()));
    assertThat(decoded.rejected()).isZero();
    assertThat(decoded.remark()).startsWith(remark);
    assertThat(decoded.remark().isEmpty()).isEqualTo(remark.isEmpty());
  }

  private static byte[] protobuf(Signal signal) {
    return Reply.accepted(signal, Encoding.PROTOBUF, 3, "why").body();
  }

  private static Span linkedTo(ByteString traceId) {
    return Span.newBuilder()
        .setTraceId(TRACE_ID)
        .addLinks(Span.Link.newBuilder().setTraceId(traceId))
        .build();
  }

  private static Export.Traces export(Span... spans) {
    return new Export.Traces(
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
            .build());
  }

  private static Decoded decoded(Encoding encoding, Span... spans) {
    Export export = export(spans);
    byte[] content =
        encoding == Encoding.JSON
            ? new OtlpJsonWriter().write(export)
            : export.message().toByteArray();
    return decode(Signal.TRACES, encoding, content);
  }

  private static Decoded decode(Signal signal, Encoding encoding, byte[] content) {
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      return DECODER.decode(signal, encoding, content, claim);
    }
  }
}
