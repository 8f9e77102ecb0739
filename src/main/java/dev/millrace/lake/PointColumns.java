package dev.millrace.lake;

import com.google.protobuf.MessageLite;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns for the values of data points, those of all five kinds side by side.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#metric-points">OpenTelemetry
 *     metrics data model, "Metric points"</a>
 */
final class PointColumns {

  private PointColumns() {}

  static List<Column<SentRecord<MetricPoint>, ?>> all() {
    List<Column<SentRecord<MetricPoint>, ?>> columns = new ArrayList<>();
    columns.addAll(number());
    columns.addAll(distribution());
    columns.addAll(buckets());
    columns.add(
        of(
            SummaryDataPoint.class,
            "quantiles",
            ColumnType.TEXT,
            p -> OtlpJson.array(p.getQuantileValuesList(), PointColumns::writeQuantile)));
    columns.add(
        Column.text(
            "exemplars",
            row -> OtlpJson.array(row.record().exemplars(), PointColumns::writeExemplar)));
    return columns;
  }

  /** At most one of the two is there, as the sender chose. */
  private static List<Column<SentRecord<MetricPoint>, ?>> number() {
    return List.of(
        of(
            NumberDataPoint.class,
            "value_int",
            ColumnType.BIGINT,
            p -> p.hasAsInt() ? p.getAsInt() : null),
        of(
            NumberDataPoint.class,
            "value_double",
            ColumnType.DOUBLE,
            p -> p.hasAsDouble() ? p.getAsDouble() : null));
  }

  private static List<Column<SentRecord<MetricPoint>, ?>> distribution() {
    return List.of(
        Column.bigint("count", row -> count(row.record().point())),
        Column.real("sum", row -> sum(row.record().point())),
        Column.real("min", row -> min(row.record().point())),
        Column.real("max", row -> max(row.record().point())));
  }

  private static List<Column<SentRecord<MetricPoint>, ?>> buckets() {
    return List.of(
        of(
            HistogramDataPoint.class,
            "explicit_bounds",
            ColumnType.TEXT,
            p -> OtlpJson.array(p.getExplicitBoundsList(), JsonText::number)),
        of(
            HistogramDataPoint.class,
            "bucket_counts",
            ColumnType.TEXT,
            p -> OtlpJson.array(p.getBucketCountsList(), JsonText::unsigned)),
        exponential("scale", ColumnType.INTEGER, p -> p.getScale()),
        exponential("zero_count", ColumnType.BIGINT, p -> p.getZeroCount()),
        exponential("zero_threshold", ColumnType.DOUBLE, p -> p.getZeroThreshold()),
        exponential(
            "positive", ColumnType.TEXT, p -> p.hasPositive() ? text(p.getPositive()) : null),
        exponential(
            "negative", ColumnType.TEXT, p -> p.hasNegative() ? text(p.getNegative()) : null));
  }

  private static <V> Column<SentRecord<MetricPoint>, V> exponential(
      String name, ColumnType<V> type, Column.Cell<ExponentialHistogramDataPoint, V> cell) {
    return of(ExponentialHistogramDataPoint.class, name, type, cell);
  }

  /** A column that only points of one kind have a value of. */
  private static <P extends MessageLite, V> Column<SentRecord<MetricPoint>, V> of(
      Class<P> kind, String name, ColumnType<V> type, Column.Cell<P, V> cell) {
    return new Column<>(
        name,
        type,
        row ->
            kind.isInstance(row.record().point())
                ? cell.of(kind.cast(row.record().point()))
                : null);
  }

  private static @Nullable Long count(MessageLite point) {
    if (point instanceof HistogramDataPoint p) {
      return p.getCount();
    }
    if (point instanceof ExponentialHistogramDataPoint p) {
      return p.getCount();
    }
    return point instanceof SummaryDataPoint p ? p.getCount() : null;
  }

  private static @Nullable Double sum(MessageLite point) {
    if (point instanceof HistogramDataPoint p) {
      return p.hasSum() ? p.getSum() : null;
    }
    if (point instanceof ExponentialHistogramDataPoint p) {
      return p.hasSum() ? p.getSum() : null;
    }
    return point instanceof SummaryDataPoint p ? p.getSum() : null;
  }

  private static @Nullable Double min(MessageLite point) {
    if (point instanceof HistogramDataPoint p) {
      return p.hasMin() ? p.getMin() : null;
    }
    return point instanceof ExponentialHistogramDataPoint p && p.hasMin() ? p.getMin() : null;
  }

  private static @Nullable Double max(MessageLite point) {
    if (point instanceof HistogramDataPoint p) {
      return p.hasMax() ? p.getMax() : null;
    }
    return point instanceof ExponentialHistogramDataPoint p && p.hasMax() ? p.getMax() : null;
  }

  private static String text(Buckets buckets) {
    JsonText json = new JsonText();
    json.startObject();
    json.name("offset");
    json.number(buckets.getOffset());
    json.name("bucket_counts");
    OtlpJson.writeArray(json, buckets.getBucketCountsList(), JsonText::unsigned);
    json.endObject();
    return json.toString();
  }

  private static void writeQuantile(JsonText json, ValueAtQuantile quantile) {
    json.startObject();
    json.name("quantile");
    json.number(quantile.getQuantile());
    json.name("value");
    json.number(quantile.getValue());
    json.endObject();
  }

  private static void writeExemplar(JsonText json, Exemplar exemplar) {
    json.startObject();
    json.name("time_unix_nano");
    json.unsigned(exemplar.getTimeUnixNano());
    if (exemplar.hasAsInt()) {
      json.name("as_int");
      json.number(exemplar.getAsInt());
    }
    if (exemplar.hasAsDouble()) {
      json.name("as_double");
      json.number(exemplar.getAsDouble());
    }
    json.name("trace_id");
    json.string(OtlpJson.hex(exemplar.getTraceId()));
    json.name("span_id");
    json.string(OtlpJson.hex(exemplar.getSpanId()));
    json.name("filtered_attributes");
    OtlpJson.writeAttributes(json, exemplar.getFilteredAttributesList());
    json.endObject();
  }
}
