package dev.millrace.lake;

import static dev.millrace.lake.Otlp.array;
import static dev.millrace.lake.Otlp.attribute;
import static dev.millrace.lake.Otlp.bool;
import static dev.millrace.lake.Otlp.bytes;
import static dev.millrace.lake.Otlp.integer;
import static dev.millrace.lake.Otlp.list;
import static dev.millrace.lake.Otlp.real;
import static dev.millrace.lake.Otlp.string;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of OTLP value as JSON, the odd ones first. */
class OtlpJsonTest {

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(AnyValue.getDefaultInstance(), "null"),
        Arguments.of(real(Double.NaN), "\"NaN\""),
        Arguments.of(real(Double.NEGATIVE_INFINITY), "\"-Infinity\""),
        Arguments.of(real(-0.0), "-0.0"),
        Arguments.of(real(1), "1.0"),
        Arguments.of(integer(9007199254740993L), "9007199254740993"),
        Arguments.of(integer(Long.MIN_VALUE), "-9223372036854775808"),
        Arguments.of(bytes(), "\"\""),
        Arguments.of(bytes(0xfb, 0xff, 0x00), "\"+/8A\""),
        Arguments.of(string(""), "\"\""),
        Arguments.of(string("Zoë 🦆 \"\\\n\u0000"), "\"Zoë 🦆 \\\"\\\\\\n\\u0000\""),
        Arguments.of(bool(false), "false"),
        Arguments.of(array(), "[]"),
        Arguments.of(array(integer(1), array(string("a")), real(2.5)), "[1,[\"a\"],2.5]"),
        Arguments.of(list(), "{}"),
        Arguments.of(
            list(attribute("b", integer(1)), attribute("a", list(attribute("", bool(true))))),
            "{\"b\":1,\"a\":{\"\":true}}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void writesValue(AnyValue value, String json) {
    assertThat(OtlpJson.text(value)).isEqualTo(json);
  }

  @Test
  void keepsKeySentTwice() {
    assertThat(OtlpJson.attributes(List.of(attribute("k", integer(1)), attribute("k", bool(true)))))
        .isEqualTo("{\"k\":1,\"k\":true}");
  }

  @Test
  void isNullWhereThereIsNothing() {
    assertThat(OtlpJson.attributes(List.of())).isNull();
    assertThat(OtlpJson.array(List.<Long>of(), JsonText::unsigned)).isNull();
  }

  @Test
  void readsFixed64AsUnsigned() {
    assertThat(OtlpJson.array(List.of(0L, -1L), JsonText::unsigned))
        .isEqualTo("[0,18446744073709551615]");
  }
}
