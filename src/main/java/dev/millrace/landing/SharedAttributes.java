package dev.millrace.landing;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.Signal;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.io.IOException;

/**
 * Parses exports so that an attribute that stands in many records, of one export or of several, is
 * one object: most of what a data point consists of was in the one of a minute before. The messages
 * equal those that protobuf's own parser makes of the same bytes.
 *
 * <p>What it remembers is bounded. Any number of threads may use it at once.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, "Encoding"</a>
 */
public final class SharedAttributes {

  private final AttributePool pool = new AttributePool();

  /**
   * Parses an export.
   *
   * @throws dev.millrace.otlp.OtlpException if it is not the signal's export request
   */
  public Export parse(Signal signal, byte[] protobuf) {
    Slice all = new Slice(protobuf, 0, protobuf.length);
    try {
      return switch (signal) {
        case METRICS -> metrics(all);
        case LOGS -> logs(all);
        // Spans have little in common.
        case TRACES -> Export.parse(signal, protobuf);
      };
    } catch (InvalidProtocolBufferException e) {
      // Which says why, or knows better.
      return Export.parse(signal, protobuf);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  private Export metrics(Slice slice) throws IOException {
    return new Export.Metrics(
        slice
            .parse(
                ExportMetricsServiceRequest.newBuilder(),
                ExportMetricsServiceRequest.RESOURCE_METRICS_FIELD_NUMBER,
                (export, part) -> export.addResourceMetrics(resourceMetrics(part)))
            .build());
  }

  private ResourceMetrics resourceMetrics(Slice slice) throws IOException {
    return slice
        .parse(
            ResourceMetrics.newBuilder(),
            ResourceMetrics.SCOPE_METRICS_FIELD_NUMBER,
            (resource, part) -> resource.addScopeMetrics(scopeMetrics(part)))
        .build();
  }

  private ScopeMetrics scopeMetrics(Slice slice) throws IOException {
    return slice
        .parse(
            ScopeMetrics.newBuilder(),
            ScopeMetrics.METRICS_FIELD_NUMBER,
            (scope, part) -> scope.addMetrics(metric(part)))
        .build();
  }

  /** Of the kinds of metrics, sums are what there are many points of. */
  private Metric metric(Slice slice) throws IOException {
    return slice
        .parse(
            Metric.newBuilder(),
            Metric.SUM_FIELD_NUMBER,
            (metric, part) -> {
              refuseTwoKinds(metric);
              metric.mergeSum(sum(part));
            })
        .build();
  }

  /** Which no sender makes, and only protobuf's own parser knows what to make of. */
  private static void refuseTwoKinds(Metric.Builder metric) throws IOException {
    if (!metric.hasSum() && metric.getDataCase() != Metric.DataCase.DATA_NOT_SET) {
      throw new InvalidProtocolBufferException("a metric is of two kinds");
    }
  }

  private Sum sum(Slice slice) throws IOException {
    return slice
        .parse(
            Sum.newBuilder(),
            Sum.DATA_POINTS_FIELD_NUMBER,
            (sum, part) -> sum.addDataPoints(point(part)))
        .build();
  }

  private NumberDataPoint point(Slice slice) throws IOException {
    return slice
        .parse(
            NumberDataPoint.newBuilder(),
            NumberDataPoint.ATTRIBUTES_FIELD_NUMBER,
            (point, part) -> point.addAttributes(pool.attribute(part)))
        .build();
  }

  private Export logs(Slice slice) throws IOException {
    return new Export.Logs(
        slice
            .parse(
                ExportLogsServiceRequest.newBuilder(),
                ExportLogsServiceRequest.RESOURCE_LOGS_FIELD_NUMBER,
                (export, part) -> export.addResourceLogs(resourceLogs(part)))
            .build());
  }

  private ResourceLogs resourceLogs(Slice slice) throws IOException {
    return slice
        .parse(
            ResourceLogs.newBuilder(),
            ResourceLogs.SCOPE_LOGS_FIELD_NUMBER,
            (resource, part) -> resource.addScopeLogs(scopeLogs(part)))
        .build();
  }

  private ScopeLogs scopeLogs(Slice slice) throws IOException {
    return slice
        .parse(
            ScopeLogs.newBuilder(),
            ScopeLogs.LOG_RECORDS_FIELD_NUMBER,
            (scope, part) -> scope.addLogRecords(log(part)))
        .build();
  }

  private LogRecord log(Slice slice) throws IOException {
    return slice
        .parse(
            LogRecord.newBuilder(),
            LogRecord.ATTRIBUTES_FIELD_NUMBER,
            (log, part) -> log.addAttributes(pool.attribute(part)))
        .build();
  }
}
