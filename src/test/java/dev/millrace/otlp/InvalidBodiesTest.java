package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every body of {@code otlp/invalid} is refused, or taken but for what is wrong, as listed. */
class InvalidBodiesTest {

  private static final Body.Bounds BOUNDS = new Body.Bounds(1_000_000, 1_000_000);
  private static final MessageBounds MESSAGES = new MessageBounds(100, 100_000);

  @Tag("R-31")
  @DisplayName("R-31 what cannot be decoded is refused, with words that say why")
  @ParameterizedTest
  @MethodSource("refused")
  void refuses(InvalidBody body) {
    OtlpException refusal = catchThrowableOfType(OtlpException.class, () -> decoded(body));

    assertThat(refusal).isNotNull().hasMessageContaining(body.words()).hasNoCause();
    assertThat(refusal.reason().status()).isEqualTo(body.status());
  }

  @Tag("R-27")
  @DisplayName("R-27 what is wrong with a record leaves the others, with words that say what")
  @ParameterizedTest
  @MethodSource("taken")
  void takesTheRest(InvalidBody body) throws IOException {
    Decoded decoded = decoded(body);

    assertThat(decoded.remark()).contains(body.words());
    assertThat(decoded.isContent()).isFalse();
    assertThat(Export.parse(body.signal(), decoded.export().message().toByteArray()))
        .isEqualTo(decoded.export());
  }

  @Test
  void listsEveryFile() throws IOException {
    assertThat(InvalidBody.all())
        .extracting(InvalidBody::file)
        .containsExactlyInAnyOrderElementsOf(InvalidBody.files());
  }

  private static Decoded decoded(InvalidBody invalid) throws IOException {
    Body body = Body.read(new ByteArrayInputStream(invalid.bytes()), invalid.coding(), BOUNDS);
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      return new Decoder(MESSAGES, TestExports.NOTHING)
          .decode(invalid.signal(), invalid.encoding(), body.content(), claim);
    }
  }

  private static List<InvalidBody> refused() throws IOException {
    return ofStatus(400).toList();
  }

  private static List<InvalidBody> taken() throws IOException {
    return ofStatus(200).toList();
  }

  private static Stream<InvalidBody> ofStatus(int status) throws IOException {
    return InvalidBody.all().stream().filter(body -> body.status() == status);
  }
}
