package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.millrace.Signal;
import java.io.IOException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in the Status of a body that is refused, in either encoding. */
class StatusBodyTest {

  private static final OtlpException UNDECODABLE =
      Assertions.catchThrowableOfType(
          OtlpException.class, () -> JsonSamples.read(Signal.LOGS, "{\"resourceLogs\":7}"));

  @Tag("R-31")
  @DisplayName("R-31 an undecodable body is told with the details of a bad request, in protobuf")
  @Test
  void detailsBadRequestInProtobuf() throws IOException {
    Status status = Status.parseFrom(Reply.refused(Encoding.PROTOBUF, UNDECODABLE).body());

    assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
    assertThat(status.getMessage()).contains("/resourceLogs must be an array");
    BadRequest details = status.getDetails(0).unpack(BadRequest.class);
    assertThat(details.getFieldViolations(0).getField()).isEqualTo("byte 16");
    assertThat(details.getFieldViolations(0).getDescription()).isEqualTo(status.getMessage());
  }

  @Tag("R-31")
  @DisplayName("R-31 an undecodable body is told with the details of a bad request, in JSON")
  @Test
  void detailsBadRequestInJson() throws IOException {
    JsonNode status = new ObjectMapper().readTree(Reply.refused(Encoding.JSON, UNDECODABLE).body());

    assertThat(status.get("code").asInt()).isEqualTo(3);
    JsonNode details = status.get("details").get(0);
    assertThat(details.get("@type").asText())
        .isEqualTo("type.googleapis.com/google.rpc.BadRequest");
    JsonNode violation = details.get("fieldViolations").get(0);
    assertThat(violation.get("field").asText()).isEqualTo("byte 16");
    assertThat(violation.get("description").asText()).isEqualTo(status.get("message").asText());
  }

  @Tag("R-30")
  @DisplayName("R-30 every other refusal is a Status with a message and no details")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNDECODABLE")
  void tellsOtherRefusals(OtlpException.Reason reason) throws IOException {
    OtlpException refusal = new OtlpException(reason, "why");

    Reply reply = Reply.refused(Encoding.PROTOBUF, refusal);

    assertThat(reply.status()).isEqualTo(reason.status());
    assertThat(Status.parseFrom(reply.body()))
        .isEqualTo(
            Status.newBuilder().setCode(Code.INVALID_ARGUMENT_VALUE).setMessage("why").build());
  }

  @Tag("R-30")
  @DisplayName("R-30 a Status is the same in both encodings")
  @ParameterizedTest
  @CsvSource({"401, 16", "403, 7", "404, 5", "405, 12", "429, 8", "500, 13"})
  void tellsTheSameInJson(int status, int code) throws IOException {
    Status protobuf = Status.parseFrom(Reply.refused(status, Encoding.PROTOBUF, "why").body());

    assertThat(protobuf).isEqualTo(Status.newBuilder().setCode(code).setMessage("why").build());
    assertThat(Reply.refused(status, Encoding.JSON, "why").body())
        .asString()
        .isEqualTo("{\"code\":" + code + ",\"message\":\"why\"}");
  }
}
