package dev.millrace.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.millrace.Signal;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpException;
import dev.millrace.otlp.RandomExports;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports parsed with attributes in common, held against protobuf's own parser. */
class SharedAttributesTest {

  private static final int ROUNDS = 200;
  private static final KeyValue PERSON = attribute("user.email", "ann@acme.example");

  private final SharedAttributes attributes = new SharedAttributes();

  @ParameterizedTest
  @EnumSource
  void givesWhatProtobufDoes(Signal signal) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] bytes = RandomExports.of(signal, seed).message().toByteArray();
      assertThat(attributes.parse(signal, bytes))
          .as("seed %d", seed)
          .isEqualTo(Export.parse(signal, bytes));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatProtobufRefuses(Signal signal) {
    byte[] bytes = RandomExports.of(signal, 7).message().toByteArray();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThat(outcome(() -> attributes.parse(signal, cut)))
          .as("the first %d bytes", length)
          .isEqualTo(outcome(() -> Export.parse(signal, cut)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesEndOfGroupThatDidNotBegin(Signal signal) {
    assertThatExceptionOfType(OtlpException.class)
        .isThrownBy(() -> attributes.parse(signal, new byte[] {(1 << 3) | 4}));
  }

  @Test
  void keepsUnknownFields() {
    NumberDataPoint point =
        point(PERSON).toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                    .build())
            .build();
    byte[] bytes = export(sum(point)).toByteArray();
    assertThat(attributes.parse(Signal.METRICS, bytes).message().toByteArray()).isEqualTo(bytes);
  }

  @Test
  void takesMetricInPiecesForOne() {
    ByteString pieces =
        sum(point(PERSON))
            .toByteString()
            .concat(Metric.newBuilder().setGauge(Gauge.getDefaultInstance()).build().toByteString())
            .concat(sum(point(PERSON)).toByteString())
            .concat(sum(point()).toByteString());
    byte[] bytes = within(1, within(2, within(2, pieces))).toByteArray();
    Export export = Export.parse(Signal.METRICS, bytes);
    assertThat(attributes.parse(Signal.METRICS, bytes)).isEqualTo(export);
  }

  @Test
  void hasAttributeOfTwoExportsOnce() {
    assertThat(only(PERSON)).isSameAs(only(PERSON));
  }

  @Test
  void hasLongAttributesAsOftenAsTheyCame() {
    KeyValue content = attribute("prompt", "x".repeat(1000));
    assertThat(only(content)).isEqualTo(only(content)).isNotSameAs(only(content));
  }

  @Test
  void tellsApartAttributesThatComeToOnePlace() {
    for (int i = 0; i < 200_000; i++) {
      KeyValue attribute = attribute("n", Integer.toString(i));
      assertThat(only(attribute)).isEqualTo(attribute);
    }
    assertThat(only(attribute("n", "0"))).isEqualTo(attribute("n", "0"));
  }

  private KeyValue only(KeyValue attribute) {
    byte[] bytes = export(sum(point(attribute))).toByteArray();
    ExportMetricsServiceRequest parsed =
        ((Export.Metrics) attributes.parse(Signal.METRICS, bytes)).message();
    Metric metric = parsed.getResourceMetrics(0).getScopeMetrics(0).getMetrics(0);
    return metric.getSum().getDataPoints(0).getAttributes(0);
  }

  private static ExportMetricsServiceRequest export(Metric metric) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
        .build();
  }

  private static Metric sum(NumberDataPoint point) {
    return Metric.newBuilder()
        .setName("tokens")
        .setSum(Sum.newBuilder().setIsMonotonic(true).addDataPoints(point))
        .build();
  }

  private static NumberDataPoint point(KeyValue... attributes) {
    return NumberDataPoint.newBuilder()
        .setTimeUnixNano(7)
        .setAsInt(3)
        .addAllAttributes(List.of(attributes))
        .setFlags(1)
        .build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  /** A message that has another in the field. */
  private static ByteString within(int field, ByteString message) {
    return UnknownFieldSet.newBuilder()
        .addField(field, UnknownFieldSet.Field.newBuilder().addLengthDelimited(message).build())
        .build()
        .toByteString();
  }

  private static Object outcome(Supplier<Export> parse) {
    try {
      return parse.get();
    } catch (OtlpException e) {
      return e.toString();
    }
  }
}
