package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Integers, doubles and enums of OTLP/JSON: rules. */
class OtlpJsonNumbersTest {

  @Tag("R-44")
  @DisplayName("R-44 64-bit integers are numbers or strings, exact over their whole range")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "0, 0",
        "-7, -7",
        "\"42\", 42",
        "\"-42\", -42",
        "\"007\", 7",
        "9007199254740993, 9007199254740993",
        "\"9007199254740993\", 9007199254740993",
        "999999999999999999, 999999999999999999",
        "\"8999999999999999999\", 8999999999999999999",
        "9223372036854775807, 9223372036854775807",
        "\"9223372036854775807\", 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "\"-9223372036854775808\", -9223372036854775808",
        "1e3, 1000",
        "1.5E1, 15",
        "\"9.007199254740993e15\", 9007199254740993",
        "100e-2, 1",
        "5.0, 5",
        "0e999999999, 0"
      })
  void readsSigned(String json, long expected) {
    assertThat(JsonSamples.body("{\"intValue\":" + json + "}").getIntValue()).isEqualTo(expected);
  }

  @Tag("R-44")
  @DisplayName("R-44 unsigned 64-bit integers reach 2^64 - 1")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "18446744073709551615, 18446744073709551615",
        "\"18446744073709551615\", 18446744073709551615",
        "\"9223372036854775808\", 9223372036854775808",
        "\"1795385349300000001\", 1795385349300000001",
        "1.8446744073709551615e19, 18446744073709551615"
      })
  void readsUnsigned(String json, String expected) {
    assertThat(
            Long.toUnsignedString(
                JsonSamples.record("{\"timeUnixNano\":" + json + "}").getTimeUnixNano()))
        .isEqualTo(expected);
  }

  @Tag("R-44")
  @DisplayName("R-44 what is no integer of the type is refused, not rounded")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "\"9223372036854775808\"",
        "-9223372036854775809",
        "1.5",
        "1e-1",
        "1e19",
        "1e999999999",
        "1e-999999999",
        "1e99999999999",
        "\"\"",
        "\" 1\"",
        "\"+1\"",
        "\"0x10\"",
        "\"\u0661\"",
        "\"one\"",
        "true",
        "[1]",
        "{}"
      })
  void refusesOtherSigned(String json) {
    assertThatThrownBy(() -> JsonSamples.body("{\"intValue\":" + json + "}"))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining(
            "/body/intValue must be a whole number"
                + " from -9223372036854775808 to 9223372036854775807");
  }

  @Tag("R-44")
  @DisplayName("R-44 unsigned integers are refused below 0 and above their width")
  @ParameterizedTest
  @CsvSource({
    "timeUnixNano, -1",
    "timeUnixNano, 18446744073709551616",
    "flags, -1",
    "flags, 4294967296",
    "droppedAttributesCount, 4294967296"
  })
  void refusesOtherUnsigned(String name, String json) {
    assertThatThrownBy(() -> JsonSamples.record("{\"" + name + "\":" + json + "}"))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining(name + " must be a whole number from 0 to ");
  }

  @Tag("R-44")
  @DisplayName("R-44 32-bit integers are numbers or strings too")
  @Test
  void readsFlags() {
    assertThat(JsonSamples.record("{\"flags\":4294967295}").getFlags()).isEqualTo(-1);
    assertThat(JsonSamples.record("{\"flags\":\"257\"}").getFlags()).isEqualTo(257);
  }

  @Tag("R-45")
  @DisplayName("R-45 doubles are numbers, numeric strings, NaN or infinite")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "1, 1",
        "-0.0, -0.0",
        "5e-324, 4.9E-324",
        "1.7976931348623157e308, 1.7976931348623157e308",
        "123456789012345678901234567890, 1.2345678901234568e29",
        "\"0.1\", 0.1",
        "\"-1E3\", -1000",
        "\"NaN\", NaN",
        "\"Infinity\", Infinity",
        "\"-Infinity\", -Infinity"
      })
  void readsDoubles(String json, Double expected) {
    assertThat(JsonSamples.body("{\"doubleValue\":" + json + "}").getDoubleValue())
        .isEqualTo(expected);
  }

  @Tag("R-45")
  @DisplayName("R-45 what is no double is refused")
  @ParameterizedTest
  @ValueSource(
      strings = {"\"\"", "\"1d\"", "\"0x1p3\"", "\" 1\"", "\"nan\"", "1e999", "\"1e999\"", "false"})
  void refusesOtherDoubles(String json) {
    assertThatThrownBy(() -> JsonSamples.body("{\"doubleValue\":" + json + "}"))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining("/body/doubleValue must be a number");
  }

  @Tag("R-47")
  @DisplayName("R-47 a null number leaves the point without a value, as JavaScript writes NaN")
  @Test
  void readsNullNumberAsUnset() {
    NumberDataPoint point =
        JsonSamples.metric("{\"gauge\":{\"dataPoints\":[{\"asDouble\":null}]}}")
            .getGauge()
            .getDataPoints(0);

    assertThat(point.getValueCase()).isEqualTo(NumberDataPoint.ValueCase.VALUE_NOT_SET);
  }

  @Tag("R-47")
  @DisplayName("R-47 null in a list of numbers counts as 0 and keeps its place")
  @Test
  void readsNullElementAsZero() {
    HistogramDataPoint point =
        JsonSamples.metric(
                "{\"histogram\":{\"dataPoints\":[{\"sum\":null,\"bucketCounts\":[1,null,\"3\"],"
                    + "\"explicitBounds\":[null,2]}]}}")
            .getHistogram()
            .getDataPoints(0);

    assertThat(point.hasSum()).isFalse();
    assertThat(point.getBucketCountsList()).containsExactly(1L, 0L, 3L);
    assertThat(point.getExplicitBoundsList()).containsExactly(0.0, 2.0);
  }

  @Tag("R-41")
  @DisplayName("R-41 enums are integers; names are read, unknown ones as unspecified")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "3, 3",
        "\"3\", 3",
        "\"SPAN_KIND_CLIENT\", 3",
        "99, 99",
        "\"SPAN_KIND_OF_TOMORROW\", 0",
        "\"UNRECOGNIZED\", 0",
        "\"\", 0",
        "null, 0"
      })
  void readsEnums(String json, int expected) {
    Span span = JsonSamples.span("{\"kind\":" + json + "}");

    assertThat(span.getKindValue()).isEqualTo(expected);
  }
}
