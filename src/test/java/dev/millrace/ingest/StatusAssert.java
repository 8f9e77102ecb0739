package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.rpc.Status;
import dev.millrace.otlp.Encoding;
import java.io.IOException;
import java.net.http.HttpResponse;

/** That an answer is a refusal as OTLP wants it: a Status in an encoding. */
final class StatusAssert {

  private StatusAssert() {}

  /** The Status's message. */
  static String messageOf(HttpResponse<byte[]> response, int status, Encoding encoding) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().allValues("Content-Type")).containsExactly(encoding.mediaType());
    try {
      return encoding == Encoding.JSON
          ? new ObjectMapper().readTree(response.body()).get("message").asText()
          : Status.parseFrom(response.body()).getMessage();
    } catch (IOException e) {
      throw new AssertionError("the body is no Status", e);
    }
  }
}
