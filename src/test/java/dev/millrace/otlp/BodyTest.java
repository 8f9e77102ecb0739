package dev.millrace.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.otlp.OtlpException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** How bodies are read, inflated and bounded. */
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

  @Test
  void readsGzipOfSeveralMembers() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip("one ".getBytes(UTF_8)));
    members.write(gzip("two".getBytes(UTF_8)));

    assertThat(read(members.toByteArray(), ContentCoding.GZIP).content())
        .isEqualTo("one two".getBytes(UTF_8));
  }

  @Test
  void takesEmptyBodyForEmptyContent() throws IOException {
    assertThat(read(new byte[0], ContentCoding.GZIP).content()).isEmpty();
    assertThat(read(new byte[0], ContentCoding.IDENTITY).content()).isEmpty();
  }

  @Test
  void takesBodyOfExactlyTheLimit() throws IOException {
    assertThat(read(new byte[1000], ContentCoding.IDENTITY).content()).hasSize(1000);
    assertThat(read(gzip(new byte[2000]), ContentCoding.GZIP).content()).hasSize(2000);
  }

  @Test
  void refusesBodyThatIsTooLargeAsSent() {
    assertThatThrownBy(() -> read(new byte[1001], ContentCoding.IDENTITY))
        .isInstanceOfSatisfying(
            OtlpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
        .hasMessageContaining("1000 bytes as sent")
        .hasMessageContaining("sending_queue.batch");
  }

  @Test
  void refusesBodyThatIsTooLargeInflated() {
    assertThatThrownBy(() -> read(gzip(new byte[2001]), ContentCoding.GZIP))
        .isInstanceOfSatisfying(
            OtlpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
        .hasMessageContaining("2000 bytes inflated");
  }

  @Test
  void refusesWhatIsNotGzip() {
    assertUndecodable("no gzip at all".getBytes(UTF_8));
  }

  @Test
  void refusesGzipThatIsCutOff() throws IOException {
    byte[] whole = gzip("some telemetry".repeat(50).getBytes(UTF_8));

    assertUndecodable(Arrays.copyOf(whole, whole.length / 2));
    assertUndecodable(Arrays.copyOf(whole, whole.length - 4));
  }

  @Test
  void refusesGzipOfEndlessEmptyMembers() throws IOException {
    byte[] empty = gzip(new byte[0]);
    byte[] members = new byte[300_000 * empty.length];
    for (int i = 0; i < members.length; i += empty.length) {
      System.arraycopy(empty, 0, members, i, empty.length);
    }
    Body.Bounds wide = new Body.Bounds(members.length, members.length);

    assertThatThrownBy(() -> Body.read(new ByteArrayInputStream(members), ContentCoding.GZIP, wide))
        .isInstanceOfSatisfying(
            OtlpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNDECODABLE));
  }

  private static void assertUndecodable(byte[] sent) {
    assertThatThrownBy(() -> read(sent, ContentCoding.GZIP))
        .isInstanceOfSatisfying(
            OtlpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNDECODABLE));
  }

  private static Body read(byte[] sent, ContentCoding coding) throws IOException {
    return Body.read(new ByteArrayInputStream(sent), coding, BOUNDS);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
