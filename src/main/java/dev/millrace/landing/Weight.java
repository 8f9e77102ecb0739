package dev.millrace.landing;

import com.google.protobuf.MessageLite;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;

/**
 * What the conversion of exports into rows takes, known from the exports themselves. Weights add
 * up.
 *
 * <p>A row repeats the resource, the scope and the metric it stands under, so that a small export
 * can make large rows: 4 KB, compressed, made 300 MB.
 *
 * @param inflated bytes of protobuf
 * @param rows log records, spans or data points
 * @param rowBytes of these, each with what it repeats, in protobuf
 */
public record Weight(long inflated, long rows, long rowBytes) {

  public static final Weight NONE = new Weight(0, 0, 0);

  /** The weight of an export. */
  public static Weight of(Export export) {
    MessageLite message = export.message();
    return new Weight(message.getSerializedSize(), export.items(), rowBytes(export));
  }

  public Weight plus(Weight other) {
    return new Weight(inflated + other.inflated, rows + other.rows, rowBytes + other.rowBytes);
  }

  public Weight times(int factor) {
    return new Weight(inflated * factor, rows * factor, rowBytes * factor);
  }

  /** Whether nothing of it is more than the bound has. */
  public boolean isWithin(Weight bound) {
    return inflated <= bound.inflated && rows <= bound.rows && rowBytes <= bound.rowBytes;
  }

  private static long rowBytes(Export export) {
    if (export instanceof Export.Metrics metrics) {
      return metrics.message().getResourceMetricsList().stream()
          .mapToLong(
              resource ->
                  resource.getScopeMetricsList().stream()
                      .mapToLong(scope -> pointBytes(size(resource.getResource()), scope))
                      .sum())
          .sum();
    }
    if (export instanceof Export.Logs logs) {
      return logs.message().getResourceLogsList().stream()
          .mapToLong(
              resource ->
                  resource.getScopeLogsList().stream()
                      .mapToLong(
                          scope ->
                              size(scope)
                                  + scope.getLogRecordsCount()
                                      * (size(resource.getResource()) + size(scope.getScope())))
                      .sum())
          .sum();
    }
    return ((Export.Traces) export)
        .message().getResourceSpansList().stream()
            .mapToLong(
                resource ->
                    resource.getScopeSpansList().stream()
                        .mapToLong(
                            scope ->
                                size(scope)
                                    + scope.getSpansCount()
                                        * (size(resource.getResource()) + size(scope.getScope())))
                        .sum())
            .sum();
  }

  private static long pointBytes(long resource, ScopeMetrics scope) {
    long repeated = resource + size(scope.getScope());
    return scope.getMetricsList().stream()
        .mapToLong(metric -> size(metric) + points(metric) * (repeated + description(metric)))
        .sum();
  }

  private static long points(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE -> metric.getGauge().getDataPointsCount();
      case SUM -> metric.getSum().getDataPointsCount();
      case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
      case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
      case SUMMARY -> metric.getSummary().getDataPointsCount();
      case DATA_NOT_SET -> 0;
    };
  }

  /** What a metric says beside its points. */
  private static long description(Metric metric) {
    long bytes = metric.getNameBytes().size();
    bytes += metric.getDescriptionBytes().size() + metric.getUnitBytes().size();
    for (var each : metric.getMetadataList()) {
      bytes += size(each);
    }
    return bytes;
  }

  private static long size(MessageLite message) {
    return message.getSerializedSize();
  }
}
