package dev.millrace.otlp;

import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;

/** The members of the data points of metrics and of what is in them, as metrics.proto has them. */
final class DataPointsJson {

  private static final JsonMessage<Exemplar, Exemplar.Builder> EXEMPLAR =
      new JsonMessage<Exemplar, Exemplar.Builder>(Exemplar::newBuilder, Exemplar.Builder::build)
          .messages(
              "filteredAttributes",
              AttributeJson.ATTRIBUTE,
              Exemplar::getFilteredAttributesList,
              Exemplar.Builder::clearFilteredAttributes,
              Exemplar.Builder::addFilteredAttributes)
          .uint64("timeUnixNano", Exemplar::getTimeUnixNano, Exemplar.Builder::setTimeUnixNano)
          .real(
              "asDouble",
              Exemplar::hasAsDouble,
              Exemplar::getAsDouble,
              Exemplar.Builder::setAsDouble)
          .int64("asInt", Exemplar::hasAsInt, Exemplar::getAsInt, Exemplar.Builder::setAsInt)
          .idOrNone(
              "spanId", IdSieve.SPAN_ID_BYTES, Exemplar::getSpanId, Exemplar.Builder::setSpanId)
          .idOrNone(
              "traceId",
              IdSieve.TRACE_ID_BYTES,
              Exemplar::getTraceId,
              Exemplar.Builder::setTraceId);

  static final JsonMessage<NumberDataPoint, NumberDataPoint.Builder> NUMBER =
      new JsonMessage<NumberDataPoint, NumberDataPoint.Builder>(
              NumberDataPoint::newBuilder, NumberDataPoint.Builder::build)
          .messages(
              "attributes",
              AttributeJson.ATTRIBUTE,
              NumberDataPoint::getAttributesList,
              NumberDataPoint.Builder::clearAttributes,
              NumberDataPoint.Builder::addAttributes)
          .uint64(
              "startTimeUnixNano",
              NumberDataPoint::getStartTimeUnixNano,
              NumberDataPoint.Builder::setStartTimeUnixNano)
          .uint64(
              "timeUnixNano",
              NumberDataPoint::getTimeUnixNano,
              NumberDataPoint.Builder::setTimeUnixNano)
          .real(
              "asDouble",
              NumberDataPoint::hasAsDouble,
              NumberDataPoint::getAsDouble,
              NumberDataPoint.Builder::setAsDouble)
          .int64(
              "asInt",
              NumberDataPoint::hasAsInt,
              NumberDataPoint::getAsInt,
              NumberDataPoint.Builder::setAsInt)
          .messages(
              "exemplars",
              EXEMPLAR,
              NumberDataPoint::getExemplarsList,
              NumberDataPoint.Builder::clearExemplars,
              NumberDataPoint.Builder::addExemplars)
          .uint32("flags", NumberDataPoint::getFlags, NumberDataPoint.Builder::setFlags);

  static final JsonMessage<HistogramDataPoint, HistogramDataPoint.Builder> HISTOGRAM =
      new JsonMessage<HistogramDataPoint, HistogramDataPoint.Builder>(
              HistogramDataPoint::newBuilder, HistogramDataPoint.Builder::build)
          .messages(
              "attributes",
              AttributeJson.ATTRIBUTE,
              HistogramDataPoint::getAttributesList,
              HistogramDataPoint.Builder::clearAttributes,
              HistogramDataPoint.Builder::addAttributes)
          .uint64(
              "startTimeUnixNano",
              HistogramDataPoint::getStartTimeUnixNano,
              HistogramDataPoint.Builder::setStartTimeUnixNano)
          .uint64(
              "timeUnixNano",
              HistogramDataPoint::getTimeUnixNano,
              HistogramDataPoint.Builder::setTimeUnixNano)
          .uint64("count", HistogramDataPoint::getCount, HistogramDataPoint.Builder::setCount)
          .real(
              "sum",
              HistogramDataPoint::hasSum,
              HistogramDataPoint::getSum,
              HistogramDataPoint.Builder::setSum)
          .uint64s(
              "bucketCounts",
              HistogramDataPoint::getBucketCountsList,
              HistogramDataPoint.Builder::clearBucketCounts,
              HistogramDataPoint.Builder::addBucketCounts)
          .reals(
              "explicitBounds",
              HistogramDataPoint::getExplicitBoundsList,
              HistogramDataPoint.Builder::clearExplicitBounds,
              HistogramDataPoint.Builder::addExplicitBounds)
          .messages(
              "exemplars",
              EXEMPLAR,
              HistogramDataPoint::getExemplarsList,
              HistogramDataPoint.Builder::clearExemplars,
              HistogramDataPoint.Builder::addExemplars)
          .uint32("flags", HistogramDataPoint::getFlags, HistogramDataPoint.Builder::setFlags)
          .real(
              "min",
              HistogramDataPoint::hasMin,
              HistogramDataPoint::getMin,
              HistogramDataPoint.Builder::setMin)
          .real(
              "max",
              HistogramDataPoint::hasMax,
              HistogramDataPoint::getMax,
              HistogramDataPoint.Builder::setMax);

  private static final JsonMessage<Buckets, Buckets.Builder> BUCKETS =
      new JsonMessage<Buckets, Buckets.Builder>(Buckets::newBuilder, Buckets.Builder::build)
          .int32("offset", Buckets::getOffset, Buckets.Builder::setOffset)
          .uint64s(
              "bucketCounts",
              Buckets::getBucketCountsList,
              Buckets.Builder::clearBucketCounts,
              Buckets.Builder::addBucketCounts);

  static final JsonMessage<ExponentialHistogramDataPoint, ExponentialHistogramDataPoint.Builder>
      EXPONENTIAL_HISTOGRAM =
          new JsonMessage<ExponentialHistogramDataPoint, ExponentialHistogramDataPoint.Builder>(
                  ExponentialHistogramDataPoint::newBuilder,
                  ExponentialHistogramDataPoint.Builder::build)
              .messages(
                  "attributes",
                  AttributeJson.ATTRIBUTE,
                  ExponentialHistogramDataPoint::getAttributesList,
                  ExponentialHistogramDataPoint.Builder::clearAttributes,
                  ExponentialHistogramDataPoint.Builder::addAttributes)
              .uint64(
                  "startTimeUnixNano",
                  ExponentialHistogramDataPoint::getStartTimeUnixNano,
                  ExponentialHistogramDataPoint.Builder::setStartTimeUnixNano)
              .uint64(
                  "timeUnixNano",
                  ExponentialHistogramDataPoint::getTimeUnixNano,
                  ExponentialHistogramDataPoint.Builder::setTimeUnixNano)
              .uint64(
                  "count",
                  ExponentialHistogramDataPoint::getCount,
                  ExponentialHistogramDataPoint.Builder::setCount)
              .real(
                  "sum",
                  ExponentialHistogramDataPoint::hasSum,
                  ExponentialHistogramDataPoint::getSum,
                  ExponentialHistogramDataPoint.Builder::setSum)
              .int32(
                  "scale",
                  ExponentialHistogramDataPoint::getScale,
                  ExponentialHistogramDataPoint.Builder::setScale)
              .uint64(
                  "zeroCount",
                  ExponentialHistogramDataPoint::getZeroCount,
                  ExponentialHistogramDataPoint.Builder::setZeroCount)
              .message(
                  "positive",
                  BUCKETS,
                  ExponentialHistogramDataPoint::hasPositive,
                  ExponentialHistogramDataPoint::getPositive,
                  ExponentialHistogramDataPoint.Builder::setPositive)
              .message(
                  "negative",
                  BUCKETS,
                  ExponentialHistogramDataPoint::hasNegative,
                  ExponentialHistogramDataPoint::getNegative,
                  ExponentialHistogramDataPoint.Builder::setNegative)
              .uint32(
                  "flags",
                  ExponentialHistogramDataPoint::getFlags,
                  ExponentialHistogramDataPoint.Builder::setFlags)
              .messages(
                  "exemplars",
                  EXEMPLAR,
                  ExponentialHistogramDataPoint::getExemplarsList,
                  ExponentialHistogramDataPoint.Builder::clearExemplars,
                  ExponentialHistogramDataPoint.Builder::addExemplars)
              .real(
                  "min",
                  ExponentialHistogramDataPoint::hasMin,
                  ExponentialHistogramDataPoint::getMin,
                  ExponentialHistogramDataPoint.Builder::setMin)
              .real(
                  "max",
                  ExponentialHistogramDataPoint::hasMax,
                  ExponentialHistogramDataPoint::getMax,
                  ExponentialHistogramDataPoint.Builder::setMax)
              .real(
                  "zeroThreshold",
                  ExponentialHistogramDataPoint::getZeroThreshold,
                  ExponentialHistogramDataPoint.Builder::setZeroThreshold);

  private static final JsonMessage<ValueAtQuantile, ValueAtQuantile.Builder> QUANTILE =
      new JsonMessage<ValueAtQuantile, ValueAtQuantile.Builder>(
              ValueAtQuantile::newBuilder, ValueAtQuantile.Builder::build)
          .real("quantile", ValueAtQuantile::getQuantile, ValueAtQuantile.Builder::setQuantile)
          .real("value", ValueAtQuantile::getValue, ValueAtQuantile.Builder::setValue);

  static final JsonMessage<SummaryDataPoint, SummaryDataPoint.Builder> SUMMARY =
      new JsonMessage<SummaryDataPoint, SummaryDataPoint.Builder>(
              SummaryDataPoint::newBuilder, SummaryDataPoint.Builder::build)
          .messages(
              "attributes",
              AttributeJson.ATTRIBUTE,
              SummaryDataPoint::getAttributesList,
              SummaryDataPoint.Builder::clearAttributes,
              SummaryDataPoint.Builder::addAttributes)
          .uint64(
              "startTimeUnixNano",
              SummaryDataPoint::getStartTimeUnixNano,
              SummaryDataPoint.Builder::setStartTimeUnixNano)
          .uint64(
              "timeUnixNano",
              SummaryDataPoint::getTimeUnixNano,
              SummaryDataPoint.Builder::setTimeUnixNano)
          .uint64("count", SummaryDataPoint::getCount, SummaryDataPoint.Builder::setCount)
          .real("sum", SummaryDataPoint::getSum, SummaryDataPoint.Builder::setSum)
          .messages(
              "quantileValues",
              QUANTILE,
              SummaryDataPoint::getQuantileValuesList,
              SummaryDataPoint.Builder::clearQuantileValues,
              SummaryDataPoint.Builder::addQuantileValues)
          .uint32("flags", SummaryDataPoint::getFlags, SummaryDataPoint.Builder::setFlags);

  private DataPointsJson() {}
}
