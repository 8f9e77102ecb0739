package dev.millrace.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.landing.LandedExports;
import dev.millrace.otlp.Export;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenTelemetry's Java SDK sends, read back field by field from where it landed. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
@Tag("R-01")
@Tag("R-10")
@Tag("R-65")
class JavaSdkTest {

  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("model");
  private static final Attributes SMALL = Attributes.of(MODEL, "small");
  private static final Instant THEN = Instant.parse("2026-11-22T10:00:00.123456789Z");
  private static final long THEN_NANOS = 1_795_341_600_123_456_789L;

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject LandedExports landed;
  @Inject Clock clock;

  private TestOrganisation organisation;
  private String token;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    token = organisation.token(Scope.OTEL_WRITE);
  }

  @ParameterizedTest
  @CsvSource({"gzip, DELTA, 5", "none, DELTA, 5", "gzip, CUMULATIVE, 12", "none, CUMULATIVE, 12"})
  void landsCounters(String compression, String temporality, long secondValue)
      throws InterruptedException {
    try (SdkMeterProvider meters = new Sdk(token, compression).meters(selector(temporality))) {
      var counter = meters.get("demo.meter").counterBuilder("demo.tokens").setUnit("1").build();
      counter.add(3, SMALL);
      counter.add(4, SMALL);
      assertThat(Sdk.flushes(meters)).isTrue();
      counter.add(5, SMALL);
      assertThat(Sdk.flushes(meters)).isTrue();
    }

    List<Metric> metrics = metrics("demo.tokens");
    assertThat(metrics)
        .allSatisfy(metric -> assertThat(metric.getUnit()).isEqualTo("1"))
        .allSatisfy(metric -> assertThat(metric.getSum().getIsMonotonic()).isTrue())
        .allSatisfy(
            metric ->
                assertThat(metric.getSum().getAggregationTemporality())
                    .isEqualTo(temporality(temporality)));
    List<NumberDataPoint> points =
        metrics.stream()
            .map(metric -> metric.getSum().getDataPoints(0))
            .sorted(Comparator.comparing(NumberDataPoint::getTimeUnixNano))
            .toList();
    assertThat(points).extracting(NumberDataPoint::getAsInt).startsWith(7L, secondValue);
    assertThat(points)
        .allSatisfy(point -> assertThat(text(point.getAttributesList())).isEqualTo("model=small"))
        .allSatisfy(
            point -> assertThat(point.getStartTimeUnixNano()).isLessThan(point.getTimeUnixNano()));
  }

  @ParameterizedTest
  @CsvSource({"gzip, DELTA", "none, CUMULATIVE"})
  void landsHistograms(String compression, String temporality) throws InterruptedException {
    try (SdkMeterProvider meters = new Sdk(token, compression).meters(selector(temporality))) {
      var meter = meters.get("demo.meter");
      var explicit =
          meter
              .histogramBuilder("demo.latency")
              .setExplicitBucketBoundariesAdvice(List.of(1.0, 10.0))
              .build();
      var exponential = meter.histogramBuilder(Sdk.EXPONENTIAL).build();
      for (double value : new double[] {0.5, 5, 50, 5}) {
        explicit.record(value);
        exponential.record(value);
      }
      exponential.record(0);
      assertThat(Sdk.flushes(meters)).isTrue();
    }

    Metric explicit = metrics("demo.latency").get(0);
    HistogramDataPoint bins = explicit.getHistogram().getDataPoints(0);
    assertThat(explicit.getHistogram().getAggregationTemporality())
        .isEqualTo(temporality(temporality));
    assertThat(bins.getExplicitBoundsList()).containsExactly(1.0, 10.0);
    assertThat(bins.getBucketCountsList()).containsExactly(1L, 2L, 1L);
    assertThat(bins.getCount()).isEqualTo(4);
    assertThat(bins.getSum()).isEqualTo(60.5);
    assertThat(bins.getMin()).isEqualTo(0.5);
    assertThat(bins.getMax()).isEqualTo(50);

    Metric exponential = metrics(Sdk.EXPONENTIAL).get(0);
    ExponentialHistogramDataPoint scaled = exponential.getExponentialHistogram().getDataPoints(0);
    assertThat(exponential.getExponentialHistogram().getAggregationTemporality())
        .isEqualTo(temporality(temporality));
    assertThat(scaled.getCount()).isEqualTo(5);
    assertThat(scaled.getZeroCount()).isEqualTo(1);
    assertThat(scaled.getPositive().getBucketCountsList().stream().mapToLong(n -> n).sum())
        .isEqualTo(4);
    assertThat(scaled.getSum()).isEqualTo(60.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "none"})
  void landsLogRecords(String compression) {
    try (SdkLoggerProvider loggers = new Sdk(token, compression).loggers()) {
      loggers
          .get("demo.logger")
          .logRecordBuilder()
          .setTimestamp(THEN)
          .setSeverity(Severity.WARN)
          .setSeverityText("warning")
          .setBody("turn.done")
          .setAttribute(MODEL, "small")
          .setAttribute(AttributeKey.longKey("tokens"), 9_007_199_254_740_993L)
          .emit();
      assertThat(Sdk.succeeds(loggers.forceFlush())).isTrue();
    }

    var logs = ((Export.Logs) only(Signal.LOGS)).message().getResourceLogs(0);
    LogRecord log = logs.getScopeLogs(0).getLogRecords(0);
    assertThat(text(logs.getResource().getAttributesList())).isEqualTo("service.name=demo");
    assertThat(logs.getScopeLogs(0).getScope().getName()).isEqualTo("demo.logger");
    assertThat(log.getTimeUnixNano()).isEqualTo(THEN_NANOS);
    assertThat(log.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN);
    assertThat(log.getSeverityText()).isEqualTo("warning");
    assertThat(log.getBody().getStringValue()).isEqualTo("turn.done");
    assertThat(log.getAttributesList())
        .anySatisfy(
            attribute ->
                assertThat(attribute.getValue().getIntValue()).isEqualTo(9_007_199_254_740_993L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "none"})
  void landsSpansWithEventsAndLinks(String compression) {
    Span before;
    Span span;
    try (SdkTracerProvider tracers = new Sdk(token, compression).tracers()) {
      Tracer tracer = tracers.get("demo.tracer");
      before = tracer.spanBuilder("before").startSpan();
      span =
          tracer
              .spanBuilder("chat")
              .setParent(Context.root().with(before))
              .setSpanKind(SpanKind.CLIENT)
              .addLink(before.getSpanContext(), SMALL)
              .setStartTimestamp(THEN)
              .startSpan();
      span.addEvent("first_token", SMALL, THEN.plusNanos(1));
      span.setStatus(StatusCode.ERROR, "overloaded");
      span.end(THEN.plusNanos(2));
      assertThat(Sdk.succeeds(tracers.forceFlush())).isTrue();
    }

    var scope =
        ((Export.Traces) only(Signal.TRACES)).message().getResourceSpans(0).getScopeSpans(0);
    var sent = scope.getSpans(0);
    assertThat(scope.getScope().getName()).isEqualTo("demo.tracer");
    assertThat(sent.getName()).isEqualTo("chat");
    assertThat(hex(sent.getTraceId())).isEqualTo(span.getSpanContext().getTraceId());
    assertThat(hex(sent.getSpanId())).isEqualTo(span.getSpanContext().getSpanId());
    assertThat(hex(sent.getParentSpanId())).isEqualTo(before.getSpanContext().getSpanId());
    assertThat(sent.getKindValue()).isEqualTo(3);
    assertThat(sent.getStartTimeUnixNano()).isEqualTo(THEN_NANOS);
    assertThat(sent.getEndTimeUnixNano()).isEqualTo(THEN_NANOS + 2);
    assertThat(sent.getEvents(0).getName()).isEqualTo("first_token");
    assertThat(sent.getEvents(0).getTimeUnixNano()).isEqualTo(THEN_NANOS + 1);
    assertThat(text(sent.getEvents(0).getAttributesList())).isEqualTo("model=small");
    assertThat(hex(sent.getLinks(0).getSpanId())).isEqualTo(before.getSpanContext().getSpanId());
    assertThat(text(sent.getLinks(0).getAttributesList())).isEqualTo("model=small");
    assertThat(sent.getStatus().getCodeValue()).isEqualTo(2);
    assertThat(sent.getStatus().getMessage()).isEqualTo("overloaded");
  }

  private List<Metric> metrics(String name) {
    return exports().stream()
        .map(export -> ((Export.Metrics) export).message())
        .flatMap(request -> request.getResourceMetricsList().stream())
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .filter(metric -> metric.getName().equals(name))
        .toList();
  }

  private Export only(Signal signal) {
    assertThat(exports()).hasSize(1);
    assertThat(exports().get(0).signal()).isEqualTo(signal);
    return exports().get(0);
  }

  private List<Export> exports() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return landed.list(new Partition(organisation.id(), today)).stream()
        .map(listed -> landed.read(listed.object()))
        .toList();
  }

  private static AggregationTemporalitySelector selector(String temporality) {
    return temporality.equals("DELTA")
        ? AggregationTemporalitySelector.deltaPreferred()
        : AggregationTemporalitySelector.alwaysCumulative();
  }

  private static AggregationTemporality temporality(String temporality) {
    return AggregationTemporality.valueOf("AGGREGATION_TEMPORALITY_" + temporality);
  }

  private static String text(List<KeyValue> attributes) {
    assertThat(attributes).hasSize(1);
    return attributes.get(0).getKey() + "=" + attributes.get(0).getValue().getStringValue();
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
