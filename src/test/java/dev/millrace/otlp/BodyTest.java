package dev.millrace.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.otlp.OtlpException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How bodies are read and bounded; how they are inflated is in {@link ContentCodingTest}. */
class BodyTest {

  private static final Body.Bounds BOUNDS = new Body.Bounds(1000, 2000);

  @Test
  void keepsWhatWasSentAndWhatWasMeant() throws IOException {
    byte[] content = "some telemetry".repeat(50).getBytes(UTF_8);
    byte[] sent = gzip(content);

    Body body = read(sent, ContentCoding.GZIP);

    assertThat(body.sent()).isEqualTo(sent);
    assertThat(body.content()).isEqualTo(content);
  }

  @Tag("R-13")
  @DisplayName("R-13 a body of exactly the limit is taken")
  @Test
  void takesBodyOfExactlyTheLimit() throws IOException {
    assertThat(read(new byte[1000], ContentCoding.IDENTITY).content()).hasSize(1000);
    assertThat(read(gzip(new byte[2000]), ContentCoding.GZIP).content()).hasSize(2000);
  }

  @Tag("R-13")
  @Tag("R-14")
  @DisplayName("R-13, R-14 a body over the limit as sent is refused with what to change")
  @Test
  void refusesBodyThatIsTooLargeAsSent() {
    assertThatThrownBy(() -> read(new byte[1001], ContentCoding.IDENTITY))
        .isInstanceOfSatisfying(
            OtlpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
        .hasMessageContaining("1000 bytes as sent")
        .hasMessageContaining("sending_queue.batch");
  }

  @Tag("R-13")
  @Tag("R-14")
  @DisplayName("R-13, R-14 a body over the limit inflated is refused with what to change")
  @Test
  void refusesBodyThatIsTooLargeInflated() {
    assertThatThrownBy(() -> read(gzip(new byte[2001]), ContentCoding.GZIP))
        .isInstanceOfSatisfying(
            OtlpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
        .hasMessageContaining("2000 bytes inflated");
  }

  @Tag("R-14")
  @DisplayName("R-14 a body that announces too much is refused by its size, unread")
  @Test
  void refusesAnnouncedSizeOverTheLimit() {
    InputStream unread =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("must not be read");
          }
        };

    assertThatThrownBy(
            () -> Body.read(unread, 1001, ContentCoding.IDENTITY, BOUNDS, unboundedClaim()))
        .isInstanceOfSatisfying(
            OtlpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
        .hasMessageContaining("limit of 1000 bytes as sent: it has 1001 bytes");
  }

  @Test
  void takesBodyThatAnnouncedAnotherSize() throws IOException {
    for (int announced : new int[] {-1, 0, 1, 299, 301, 1000}) {
      byte[] sent = "abc".repeat(100).getBytes(UTF_8);
      Body body =
          Body.read(
              new ByteArrayInputStream(sent),
              announced,
              ContentCoding.IDENTITY,
              BOUNDS,
              unboundedClaim());

      assertThat(body.content()).as("announced %d", announced).isEqualTo(sent);
    }
  }

  @Test
  void joinsWhatComesInPieces() throws IOException {
    byte[] sent = new byte[5_000_000];
    new Random(1).nextBytes(sent);
    Body.Bounds wide = new Body.Bounds(sent.length, sent.length);
    InputStream trickle =
        new ByteArrayInputStream(sent) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 70_001));
          }
        };

    assertThat(Body.read(trickle, ContentCoding.IDENTITY, wide).content()).isEqualTo(sent);
    byte[] gzip = Coded.as(ContentCoding.GZIP, sent);
    Body.Bounds inflated = new Body.Bounds(gzip.length, sent.length);
    assertThat(Body.read(new ByteArrayInputStream(gzip), ContentCoding.GZIP, inflated).content())
        .isEqualTo(sent);
  }

  private static DecodeMemory.Claim unboundedClaim() {
    return DecodeMemory.unbounded().claim();
  }

  private static Body read(byte[] sent, ContentCoding coding) throws IOException {
    return Body.read(new ByteArrayInputStream(sent), coding, BOUNDS);
  }

  private static byte[] gzip(byte[] bytes) {
    return Coded.as(ContentCoding.GZIP, bytes);
  }
}
