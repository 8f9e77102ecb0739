package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.attribute;
import static dev.millrace.lake.Otlp.hex;
import static dev.millrace.lake.Otlp.integer;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.string;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data points of every kind, written and read back. */
class MetricsTableTest {

  private LakeFixture lake;

  @BeforeEach
  void open(@TempDir Path folder) {
    lake = new LakeFixture(folder);
  }

  @Test
  void keepsSurroundingsOfPoint() {
    write(
        sum(point(NOON, 1).addAttributes(attribute("session.id", string("s-1")))).toBuilder()
            .setDescription("how many")
            .addMetadata(attribute("m", integer(1)))
            .build());
    Map<String, Object> row = lake.row(LakeTable.METRICS, "*");
    assertThat(row)
        .containsEntry("event_date", "2026-03-14")
        .containsEntry("org", "acme")
        .containsEntry("key_id", "key000000001")
        .containsEntry("object_hash", landed(1, metrics()).objectHash())
        .containsEntry("ordinal", 0)
        .containsEntry("service_name", "demo-agent")
        .containsEntry("service_version", "1.2.3")
        .containsEntry("session_id", "s-1")
        .containsEntry("user_email", "ann@acme.example")
        .containsEntry("model", null)
        .containsEntry("metric_name", "demo.tokens")
        .containsEntry("description", "how many")
        .containsEntry("unit", "{token}")
        .containsEntry("metric_metadata", "{\"m\":1}")
        .containsEntry("attributes", null)
        .containsEntry("scope_name", "demo.scope")
        .containsEntry("scope_version", "2.0")
        .containsEntry("scope_attributes", "{\"scoped\":true}")
        .containsEntry("scope_dropped_attributes_count", 5L)
        .containsEntry("scope_schema_url", "https://example/scope")
        .containsEntry("resource_dropped_attributes_count", 4L)
        .containsEntry("resource_schema_url", "https://example/resource");
    assertThat(row.get("resource_attributes"))
        .isEqualTo(
            "{\"service.name\":\"demo-agent\",\"service.version\":\"1.2.3\",\"user.email\":\"ann@acme.example\"}");
    assertThat(row.get("resource_entity_refs"))
        .isEqualTo(
            "[{\"schema_url\":\"\",\"type\":\"service\",\"id_keys\":[\"service.name\"],\"description_keys\":[]}]");
  }

  @Test
  void keepsSum() {
    write(
        sum(
            point(NOON, 9007199254740993L)
                .setFlags(-1)
                .addExemplars(
                    Exemplar.newBuilder()
                        .setTimeUnixNano(NOON)
                        .setAsInt(9007199254740993L)
                        .setTraceId(hex("0102030405060708090a0b0c0d0e0f10"))
                        .setSpanId(hex("1112131415161718"))
                        .addFilteredAttributes(attribute("f", string("x"))))));
    assertThat(lake.row(LakeTable.METRICS, "*"))
        .containsEntry("kind", "sum")
        .containsEntry("temporality", 2)
        .containsEntry("is_monotonic", true)
        .containsEntry("start_ns", NOON - 1)
        .containsEntry("time_ns", NOON)
        .containsEntry("flags", 4294967295L)
        .containsEntry("value_int", 9007199254740993L)
        .containsEntry("value_double", null)
        .containsEntry("count", null)
        .containsEntry(
            "exemplars",
            "[{\"time_unix_nano\":1773489600123456789,\"as_int\":9007199254740993,"
                + "\"trace_id\":\"0102030405060708090a0b0c0d0e0f10\",\"span_id\":\"1112131415161718\","
                + "\"filtered_attributes\":{\"f\":\"x\"}}]");
  }

  @Test
  void keepsGauge() {
    NumberDataPoint.Builder none = NumberDataPoint.newBuilder().setTimeUnixNano(NOON + 1);
    Gauge gauge =
        Gauge.newBuilder()
            .addDataPoints(point(NOON, 0).setAsDouble(Double.NaN))
            .addDataPoints(none)
            .build();
    write(Metric.newBuilder().setName("g").setGauge(gauge).build());
    List<Map<String, Object>> rows = lake.rows(LakeTable.METRICS, "*", "order by ordinal");
    assertThat(rows.get(0))
        .containsEntry("kind", "gauge")
        .containsEntry("temporality", null)
        .containsEntry("is_monotonic", null)
        .containsEntry("value_int", null)
        .containsEntry("value_double", Double.NaN);
    assertThat(rows.get(1))
        .containsEntry("ordinal", 1)
        .containsEntry("value_int", null)
        .containsEntry("value_double", null);
  }

  @Test
  void keepsHistogram() {
    Histogram histogram =
        Histogram.newBuilder()
            .setAggregationTemporalityValue(1)
            .addDataPoints(
                HistogramDataPoint.newBuilder()
                    .setTimeUnixNano(NOON)
                    .setCount(3)
                    .setSum(12.5)
                    .setMin(-1)
                    .setMax(Double.POSITIVE_INFINITY)
                    .addAllExplicitBounds(List.of(0.1, 10.0))
                    .addAllBucketCounts(List.of(1L, 0L, 2L)))
            .build();
    write(Metric.newBuilder().setName("h").setHistogram(histogram).build());
    assertThat(lake.row(LakeTable.METRICS, "*"))
        .containsEntry("kind", "histogram")
        .containsEntry("temporality", 1)
        .containsEntry("count", 3L)
        .containsEntry("sum", 12.5)
        .containsEntry("min", -1.0)
        .containsEntry("max", Double.POSITIVE_INFINITY)
        .containsEntry("explicit_bounds", "[0.1,10.0]")
        .containsEntry("bucket_counts", "[1,0,2]")
        .containsEntry("scale", null);
  }

  @Test
  void keepsExponentialHistogram() {
    ExponentialHistogram histogram =
        ExponentialHistogram.newBuilder()
            .setAggregationTemporalityValue(2)
            .addDataPoints(
                ExponentialHistogramDataPoint.newBuilder()
                    .setTimeUnixNano(NOON)
                    .setCount(4)
                    .setScale(-3)
                    .setZeroCount(1)
                    .setZeroThreshold(1e-9)
                    .setPositive(
                        Buckets.newBuilder().setOffset(-2).addAllBucketCounts(List.of(3L))))
            .build();
    write(Metric.newBuilder().setName("e").setExponentialHistogram(histogram).build());
    assertThat(lake.row(LakeTable.METRICS, "*"))
        .containsEntry("kind", "exponential_histogram")
        .containsEntry("count", 4L)
        .containsEntry("sum", null)
        .containsEntry("min", null)
        .containsEntry("scale", -3)
        .containsEntry("zero_count", 1L)
        .containsEntry("zero_threshold", 1e-9)
        .containsEntry("positive", "{\"offset\":-2,\"bucket_counts\":[3]}")
        .containsEntry("negative", null);
  }

  @Test
  void keepsSummary() {
    Summary summary =
        Summary.newBuilder()
            .addDataPoints(
                SummaryDataPoint.newBuilder()
                    .setTimeUnixNano(NOON)
                    .setCount(2)
                    .setSum(3)
                    .addQuantileValues(
                        ValueAtQuantile.newBuilder().setQuantile(0.5).setValue(Double.NaN)))
            .build();
    write(Metric.newBuilder().setName("s").setSummary(summary).build());
    assertThat(lake.row(LakeTable.METRICS, "*"))
        .containsEntry("kind", "summary")
        .containsEntry("temporality", null)
        .containsEntry("count", 2L)
        .containsEntry("sum", 3.0)
        .containsEntry("quantiles", "[{\"quantile\":0.5,\"value\":\"NaN\"}]");
  }

  @Test
  void countsPointForDayOfItsTimeOrElseOfItsStart() {
    long start = Otlp.nanos("2026-03-11T10:00:00Z");
    write(
        sum(
            point(Otlp.nanos("2026-03-12T10:00:00Z"), 1),
            point(0, 2).setStartTimeUnixNano(start),
            point(0, 3).setStartTimeUnixNano(0)));
    assertThat(lake.rows(LakeTable.METRICS, "event_date", "order by ordinal"))
        .map(row -> row.get("event_date"))
        .containsExactly("2026-03-12", "2026-03-11", "2026-03-14");
  }

  private void write(Metric... metrics) {
    lake.write(List.of(landed(1, metrics(metrics))));
  }
}
