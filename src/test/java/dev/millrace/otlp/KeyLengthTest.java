package dev.millrace.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Signal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys of attributes and names of members are bounded in length. */
class KeyLengthTest {

  private static final int LIMIT = 100;
  private static final Decoder DECODER =
      new Decoder(new MessageBounds(100, 100_000, LIMIT), TestExports.NOTHING);

  @ParameterizedTest
  @EnumSource
  void takesKeysUpToTheLimit(Encoding encoding) {
    Export export = TestExports.log("body", "\u00e9".repeat(LIMIT / 2), "v".repeat(2 * LIMIT));

    assertThat(decoded(encoding, content(encoding, export)).export()).isEqualTo(export);
  }

  @ParameterizedTest
  @CsvSource({"PROTOBUF, k, 101", "PROTOBUF, \u00e9, 51", "JSON, k, 101", "JSON, \u00e9, 51"})
  void refusesLongerKeys(Encoding encoding, String letter, int times) {
    byte[] content = content(encoding, TestExports.log("body", letter.repeat(times), "v"));

    assertThatThrownBy(() -> decoded(encoding, content))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining("the key of an attribute must have 100 bytes at most")
        .hasMessageNotContaining(letter.repeat(times));
  }

  @ParameterizedTest
  @CsvSource({"100, true", "2000, false"})
  void boundsNamesOfMembersThatNobodyKnows(int length, boolean taken) {
    byte[] content = "{\"%s\":1}".formatted("n".repeat(length)).getBytes(UTF_8);

    if (taken) {
      assertThat(decoded(Encoding.JSON, content).export().items()).isZero();
    } else {
      assertThatThrownBy(() -> decoded(Encoding.JSON, content))
          .isInstanceOf(OtlpException.class)
          .hasMessageContaining("names must have 100 bytes at most")
          .hasMessageNotContaining("nnn");
    }
  }

  private static byte[] content(Encoding encoding, Export export) {
    return encoding == Encoding.JSON
        ? new OtlpJsonWriter().write(export)
        : export.message().toByteArray();
  }

  private static Decoded decoded(Encoding encoding, byte[] content) {
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      return DECODER.decode(Signal.LOGS, encoding, content, claim);
    }
  }
}
