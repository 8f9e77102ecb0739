package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hashes are made of that identify rows and series. */
class FingerprintTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 239, 240, 241, 247, 248, 249, 255, 256, 257, 1000})
  void digestsTextsOfAnyLengthWithTheirLength(int length) throws NoSuchAlgorithmException {
    byte[] expected =
        MessageDigest.getInstance("SHA-256")
            .digest(
                ByteBuffer.allocate(length + 25)
                    .putLong(length)
                    .put("x".repeat(length).getBytes(StandardCharsets.UTF_8))
                    .putLong(1)
                    .put((byte) 'y')
                    .putLong(-7)
                    .array());

    assertThat(new Fingerprint().add("x".repeat(length)).add("y").add(-7).value())
        .isEqualTo(ByteBuffer.wrap(expected).getLong());
  }

  @Test
  void isEmptyAgainOnceRead() {
    Fingerprint fingerprint = new Fingerprint().add("x");
    assertThat(fingerprint.value()).isNotEqualTo(fingerprint.value());
    assertThat(fingerprint.value()).isEqualTo(new Fingerprint().value());
  }

  @Test
  void knowsAttributesWhateverTheirOrder() {
    assertThat(of(pair("a", "1"), pair("b", "2"))).isEqualTo(of(pair("b", "2"), pair("a", "1")));
    assertThat(of(pair("a", "1"), pair("b", "2"))).isNotEqualTo(of(pair("a", "2"), pair("b", "1")));
  }

  @Test
  void goesByTheLastOfAKeyThatComesTwice() {
    assertThat(of(pair("b", "1"), pair("a", "2"), pair("a", "1")))
        .isEqualTo(of(pair("a", "1"), pair("b", "1")));
  }

  @Test
  void tellsWhereAttributesEnd() {
    Fingerprint within = new Fingerprint().add(Attributes.of(List.of(pair("a", "1"))));
    Fingerprint beside = new Fingerprint().add(Attributes.NONE);
    assertThat(within.value()).isNotEqualTo(beside.add("a").add("1").value());
  }

  private static long of(KeyValue... pairs) {
    return new Fingerprint().add(Attributes.of(List.of(pairs))).value();
  }
}
