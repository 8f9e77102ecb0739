package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which replies are compressed: rule R-16. */
@Tag("R-16")
class ReplyCodingTest {

  private static final String LONG = "too long to be sent as it is; ".repeat(20);
  private static final Reply LONG_REPLY = Reply.refused(400, Encoding.PROTOBUF, LONG);

  @DisplayName("R-16 a long reply comes in gzip to who asks for it")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZIP",
        "br, gzip;q=0.5",
        "deflate;q=0, gzip; q=1",
        "*",
        "x-gzip",
        "*;q=0, gzip"
      })
  void compressesForWhoAsks(String header) throws IOException {
    byte[] gzip = LONG_REPLY.gzip(header).orElseThrow();

    assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes())
        .isEqualTo(LONG_REPLY.body());
  }

  @DisplayName("R-16 a reply comes as it is to who does not ask for gzip, or says no to it")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "br",
        "identity",
        "gzip;q=0",
        "gzip; q=0.000",
        "*, gzip;q=0",
        "*;q=0",
        "gzipped"
      })
  void leavesReplyToOthers(String header) {
    assertThat(LONG_REPLY.gzip(header)).isEmpty();
  }

  @DisplayName("R-16 a client that says nothing, and a reply that is short or JSON, gets no gzip")
  @Test
  void leavesShortReplies() {
    assertThat(LONG_REPLY.gzip(null)).isEmpty();
    assertThat(Reply.accepted(Signal.LOGS, Encoding.PROTOBUF, 0, "").gzip("gzip")).isEmpty();
    assertThat(Reply.refused(400, Encoding.PROTOBUF, "short").gzip("gzip")).isEmpty();
    assertThat(Reply.refused(400, Encoding.JSON, LONG).gzip("gzip")).isEmpty();
  }
}
