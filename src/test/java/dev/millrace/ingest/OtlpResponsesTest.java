package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Reply;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What beside the body a reply becomes in HTTP. */
class OtlpResponsesTest {

  @Tag("R-32")
  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 413, 415, 500})
  void asksNobodyToSendAgainWhatIsFinal(int status) {
    Response response = OtlpResponses.of(Reply.refused(status, Encoding.JSON, "why"), null);

    assertThat(response.getStatus()).isEqualTo(status);
    assertThat(response.getHeaderString("Retry-After")).isNull();
  }

  @Tag("R-34")
  @ParameterizedTest
  @CsvSource({"PT5S, 5", "PT7.5S, 8", "PT0.000000001S, 1", "PT1M, 60"})
  void roundsTheWaitUpToWholeSeconds(Duration wait, String seconds) {
    assertThat(
            OtlpResponses.of(Reply.tooMany(Encoding.JSON, "why", wait), null)
                .getHeaderString("Retry-After"))
        .isEqualTo(seconds);
    assertThat(
            OtlpResponses.of(Reply.unavailable(Encoding.JSON, "why", wait), null)
                .getHeaderString("Retry-After"))
        .isEqualTo(seconds);
  }

  @Tag("R-37")
  @ParameterizedTest
  @ValueSource(ints = {408, 507, 529})
  void hasNoStatusThatClientsDisagreeOn(int status) {
    assertThatThrownBy(() -> Reply.refused(status, Encoding.PROTOBUF, "why"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no reply has status " + status);
  }
}
