package dev.millrace.lake;

import static dev.millrace.lake.Column.bigint;
import static dev.millrace.lake.Column.bool;
import static dev.millrace.lake.Column.integer;
import static dev.millrace.lake.Column.text;
import static dev.millrace.lake.RecordColumns.sent;
import static dev.millrace.lake.RecordColumns.unsigned;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The {@code metrics} table: one row per data point, whatever its kind. {@code kind} is {@code
 * gauge}, {@code sum}, {@code histogram}, {@code exponential_histogram} or {@code summary}; {@code
 * temporality} is OTLP's number and NULL where a kind has none. The columns of the other kinds'
 * values are NULL.
 */
final class MetricsTable {

  static final TelemetryTable<MetricPoint> TABLE =
      new TelemetryTable<>(
          RecordColumns.around(LakeTable.METRICS, columns(), "time_ns", MetricPoint::bytes),
          MetricsTable::records);

  private MetricsTable() {}

  private static List<Column<SentRecord<MetricPoint>, ?>> columns() {
    List<Column<SentRecord<MetricPoint>, ?>> columns =
        new ArrayList<>(
            List.of(
                text("metric_name", row -> sent(row.record().metric().getName())),
                text("description", row -> sent(row.record().metric().getDescription())),
                text("unit", row -> sent(row.record().metric().getUnit())),
                text(
                    "metric_metadata",
                    row -> OtlpJson.attributes(row.record().metric().getMetadataList())),
                text("kind", row -> kind(row.record().metric())),
                integer("temporality", row -> temporality(row.record().metric())),
                bool("is_monotonic", row -> monotonic(row.record().metric())),
                bigint("start_ns", row -> row.record().startNs()),
                bigint("time_ns", row -> row.record().timeNs()),
                bigint("flags", row -> unsigned(row.record().flags()))));
    columns.addAll(PointColumns.all());
    return columns;
  }

  private static String kind(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE -> "gauge";
      case SUM -> "sum";
      case HISTOGRAM -> "histogram";
      case EXPONENTIAL_HISTOGRAM -> "exponential_histogram";
      case SUMMARY -> "summary";
      case DATA_NOT_SET -> throw new IllegalStateException("a metric without data has no points");
    };
  }

  private static @Nullable Integer temporality(Metric metric) {
    return switch (metric.getDataCase()) {
      case SUM -> metric.getSum().getAggregationTemporalityValue();
      case HISTOGRAM -> metric.getHistogram().getAggregationTemporalityValue();
      case EXPONENTIAL_HISTOGRAM ->
          metric.getExponentialHistogram().getAggregationTemporalityValue();
      case GAUGE, SUMMARY, DATA_NOT_SET -> null;
    };
  }

  private static @Nullable Boolean monotonic(Metric metric) {
    return metric.hasSum() ? metric.getSum().getIsMonotonic() : null;
  }

  private static Iterator<SentRecord<MetricPoint>> records(LandedExport landed) {
    EventDates dates = new EventDates(landed.origin().received());
    AtomicInteger ordinal = new AtomicInteger();
    return RecordIterator.in(
        ((Export.Metrics) landed.export()).message().getResourceMetricsList(),
        ofResource -> {
          SentResource resource =
              SentResource.of(landed, ofResource.getResource(), ofResource.getSchemaUrl());
          return RecordIterator.in(
              ofResource.getScopeMetricsList(),
              ofScope -> {
                SentScope scope =
                    SentScope.of(resource, ofScope.getScope(), ofScope.getSchemaUrl());
                Iterator<MetricPoint> points =
                    RecordIterator.in(ofScope.getMetricsList(), MetricPoint::of);
                return RecordIterator.each(
                    () -> points, point -> record(scope, ordinal.getAndIncrement(), dates, point));
              });
        });
  }

  private static SentRecord<MetricPoint> record(
      SentScope scope, int ordinal, EventDates dates, MetricPoint point) {
    return SentRecord.of(scope, ordinal, dates.of(point.eventNs()), point.attributes(), point);
  }
}
