package dev.millrace;

import static io.restassured.RestAssured.given;

import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpJsonWriter;
import dev.millrace.tools.Capture;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A capture as the Multitudes collector passes it on: sums of five minutes by person, metric and
 * attributes, all doubles and all deltas, under a scope of its own and the resource of one of those
 * who sent; events as they came. In JSON, uncompressed.
 *
 * @param base path in front of {@code /v1/metrics} and {@code /v1/logs}; empty for none
 */
public record AggregatedCapture(Capture capture, String base) {

  private static final long BUCKET_NANOS = Duration.ofMinutes(5).toNanos();

  /** Points without an address are dropped by that collector, so the capture's person gets one. */
  private static final KeyValue PERSON =
      KeyValue.newBuilder()
          .setKey("user.email")
          .setValue(AnyValue.newBuilder().setStringValue("ada@example.com"))
          .build();

  /** What it sends: the metrics in one, then the events. */
  public List<Export> exports() {
    Stream<Export> logs =
        capture.exports().stream()
            .filter(Export.Logs.class::isInstance)
            .map(export -> new Export.Logs(named(((Export.Logs) export).message())));
    return Stream.concat(Stream.of(new Export.Metrics(metrics())), logs).toList();
  }

  public void send(String key) {
    exports().forEach(export -> send(export, base + "/v1/" + export.signal(), key));
  }

  /** The same to one endpoint as it stands, whatever the signal. */
  public void sendTo(String endpoint, String key) {
    exports().forEach(export -> send(export, endpoint, key));
  }

  private static void send(Export export, String path, String key) {
    given()
        .header("Authorization", "Bearer " + key)
        .header("User-Agent", "Go-http-client/1.1")
        .contentType("application/json")
        .body(new OtlpJsonWriter().write(export))
        .post(path)
        .then()
        .statusCode(200);
  }

  private ExportMetricsServiceRequest metrics() {
    Map<Series, NumberDataPoint.Builder> sums = new LinkedHashMap<>();
    received().forEach(metric -> add(sums, metric));
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    var resource = request.addResourceMetricsBuilder().setResource(someResource());
    var scope = resource.addScopeMetricsBuilder();
    scope.getScopeBuilder().setName("aggregationprocessor");
    sums.forEach((series, point) -> scope.addMetrics(series.metric(point)));
    return request.build();
  }

  private Stream<Metric> received() {
    return resourceMetrics()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .filter(Metric::hasSum);
  }

  private Stream<ResourceMetrics> resourceMetrics() {
    return capture.exports().stream()
        .filter(Export.Metrics.class::isInstance)
        .flatMap(export -> ((Export.Metrics) export).message().getResourceMetricsList().stream());
  }

  private Resource someResource() {
    return resourceMetrics().findFirst().orElseThrow().getResource();
  }

  private static void add(Map<Series, NumberDataPoint.Builder> sums, Metric metric) {
    for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
      Series series =
          new Series(
              metric.getName(),
              metric.getUnit(),
              point.getTimeUnixNano() / BUCKET_NANOS,
              point.getAttributesList());
      NumberDataPoint.Builder sum = sums.computeIfAbsent(series, first -> started(point));
      sum.setAsDouble(sum.getAsDouble() + value(point)).setTimeUnixNano(point.getTimeUnixNano());
    }
  }

  private static NumberDataPoint.Builder started(NumberDataPoint first) {
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano(first.getStartTimeUnixNano())
        .addAllAttributes(first.getAttributesList())
        .addAttributes(PERSON);
  }

  private static double value(NumberDataPoint point) {
    return point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
  }

  private static ExportLogsServiceRequest named(ExportLogsServiceRequest logs) {
    ExportLogsServiceRequest.Builder named = logs.toBuilder();
    named
        .getResourceLogsBuilderList()
        .forEach(
            resource ->
                resource
                    .getScopeLogsBuilderList()
                    .forEach(
                        scope ->
                            scope
                                .getLogRecordsBuilderList()
                                .forEach(record -> record.addAttributes(PERSON))));
    return named.build();
  }

  /** What is summed up. */
  private record Series(String name, String unit, long bucket, List<KeyValue> attributes) {

    Metric metric(NumberDataPoint.Builder sum) {
      Metric.Builder metric = Metric.newBuilder().setName(name).setUnit(unit);
      metric
          .getSumBuilder()
          .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
          .setIsMonotonic(true)
          .addDataPoints(sum);
      return metric.build();
    }
  }
}
