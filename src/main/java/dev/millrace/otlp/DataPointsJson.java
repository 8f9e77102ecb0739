package dev.millrace.otlp;

import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import java.io.IOException;

/** The data points of metrics and what is in them, as metrics.proto has them. */
final class DataPointsJson {

  private DataPointsJson() {}

  static NumberDataPoint number(JsonInput in) throws IOException {
    NumberDataPoint.Builder number = NumberDataPoint.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "attributes" -> AttributeJson.each(in, number.clearAttributes()::addAttributes);
        case "startTimeUnixNano", "start_time_unix_nano" ->
            number.setStartTimeUnixNano(in.uint64());
        case "timeUnixNano", "time_unix_nano" -> number.setTimeUnixNano(in.uint64());
        case "asDouble", "as_double" -> number.setAsDouble(in.real());
        case "asInt", "as_int" -> number.setAsInt(in.int64());
        case "exemplars" ->
            in.each(DataPointsJson::exemplar, number.clearExemplars()::addExemplars);
        case "flags" -> number.setFlags(in.uint32());
        default -> in.skip();
      }
    }
    return number.build();
  }

  static HistogramDataPoint histogram(JsonInput in) throws IOException {
    HistogramDataPoint.Builder histogram = HistogramDataPoint.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "attributes" -> AttributeJson.each(in, histogram.clearAttributes()::addAttributes);
        case "startTimeUnixNano", "start_time_unix_nano" ->
            histogram.setStartTimeUnixNano(in.uint64());
        case "timeUnixNano", "time_unix_nano" -> histogram.setTimeUnixNano(in.uint64());
        case "count" -> histogram.setCount(in.uint64());
        case "sum" -> histogram.setSum(in.real());
        case "bucketCounts", "bucket_counts" -> {
          histogram.clearBucketCounts();
          in.startArray();
          while (in.nextNumber()) {
            histogram.addBucketCounts(in.uint64());
          }
        }
        case "explicitBounds", "explicit_bounds" -> {
          histogram.clearExplicitBounds();
          in.startArray();
          while (in.nextNumber()) {
            histogram.addExplicitBounds(in.real());
          }
        }
        case "exemplars" ->
            in.each(DataPointsJson::exemplar, histogram.clearExemplars()::addExemplars);
        case "flags" -> histogram.setFlags(in.uint32());
        case "min" -> histogram.setMin(in.real());
        case "max" -> histogram.setMax(in.real());
        default -> in.skip();
      }
    }
    return histogram.build();
  }

  static ExponentialHistogramDataPoint exponentialHistogram(JsonInput in) throws IOException {
    ExponentialHistogramDataPoint.Builder exponentialHistogram =
        ExponentialHistogramDataPoint.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "attributes" ->
            AttributeJson.each(in, exponentialHistogram.clearAttributes()::addAttributes);
        case "startTimeUnixNano", "start_time_unix_nano" ->
            exponentialHistogram.setStartTimeUnixNano(in.uint64());
        case "timeUnixNano", "time_unix_nano" -> exponentialHistogram.setTimeUnixNano(in.uint64());
        case "count" -> exponentialHistogram.setCount(in.uint64());
        case "sum" -> exponentialHistogram.setSum(in.real());
        case "scale" -> exponentialHistogram.setScale(in.int32());
        case "zeroCount", "zero_count" -> exponentialHistogram.setZeroCount(in.uint64());
        case "positive" -> exponentialHistogram.setPositive(buckets(in));
        case "negative" -> exponentialHistogram.setNegative(buckets(in));
        case "flags" -> exponentialHistogram.setFlags(in.uint32());
        case "exemplars" ->
            in.each(DataPointsJson::exemplar, exponentialHistogram.clearExemplars()::addExemplars);
        case "min" -> exponentialHistogram.setMin(in.real());
        case "max" -> exponentialHistogram.setMax(in.real());
        case "zeroThreshold", "zero_threshold" -> exponentialHistogram.setZeroThreshold(in.real());
        default -> in.skip();
      }
    }
    return exponentialHistogram.build();
  }

  private static Buckets buckets(JsonInput in) throws IOException {
    Buckets.Builder buckets = Buckets.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "offset" -> buckets.setOffset(in.int32());
        case "bucketCounts", "bucket_counts" -> {
          buckets.clearBucketCounts();
          in.startArray();
          while (in.nextNumber()) {
            buckets.addBucketCounts(in.uint64());
          }
        }
        default -> in.skip();
      }
    }
    return buckets.build();
  }

  static SummaryDataPoint summary(JsonInput in) throws IOException {
    SummaryDataPoint.Builder summary = SummaryDataPoint.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "attributes" -> AttributeJson.each(in, summary.clearAttributes()::addAttributes);
        case "startTimeUnixNano", "start_time_unix_nano" ->
            summary.setStartTimeUnixNano(in.uint64());
        case "timeUnixNano", "time_unix_nano" -> summary.setTimeUnixNano(in.uint64());
        case "count" -> summary.setCount(in.uint64());
        case "sum" -> summary.setSum(in.real());
        case "quantileValues", "quantile_values" ->
            in.each(DataPointsJson::quantile, summary.clearQuantileValues()::addQuantileValues);
        case "flags" -> summary.setFlags(in.uint32());
        default -> in.skip();
      }
    }
    return summary.build();
  }

  private static ValueAtQuantile quantile(JsonInput in) throws IOException {
    ValueAtQuantile.Builder quantile = ValueAtQuantile.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "quantile" -> quantile.setQuantile(in.real());
        case "value" -> quantile.setValue(in.real());
        default -> in.skip();
      }
    }
    return quantile.build();
  }

  private static Exemplar exemplar(JsonInput in) throws IOException {
    Exemplar.Builder exemplar = Exemplar.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "filteredAttributes", "filtered_attributes" ->
            AttributeJson.each(in, exemplar.clearFilteredAttributes()::addFilteredAttributes);
        case "timeUnixNano", "time_unix_nano" -> exemplar.setTimeUnixNano(in.uint64());
        case "asDouble", "as_double" -> exemplar.setAsDouble(in.real());
        case "asInt", "as_int" -> exemplar.setAsInt(in.int64());
        case "spanId", "span_id" -> exemplar.setSpanId(in.idOrNone(IdSieve.SPAN_ID_BYTES));
        case "traceId", "trace_id" -> exemplar.setTraceId(in.idOrNone(IdSieve.TRACE_ID_BYTES));
        default -> in.skip();
      }
    }
    return exemplar.build();
  }
}
