package dev.millrace.otlp;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.Status;

/**
 * A {@code google.rpc.Status} in either encoding.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#failures-1">OTLP specification,
 *     "Failures"</a>
 */
final class StatusBody {

  /** Written out: packing by the message's own name takes its descriptor. */
  private static final String BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest";

  private StatusBody() {}

  static byte[] of(Code code, Encoding encoding, String message) {
    return switch (encoding) {
      case PROTOBUF -> status(code, message).build().toByteArray();
      case JSON ->
          JsonBody.of(
              json -> {
                json.writeNumberField("code", code.getNumber());
                json.writeStringField("message", message);
              });
    };
  }

  /**
   * With the details of what is wrong with the request.
   *
   * @param place where it is; empty if nowhere in particular
   */
  static byte[] ofBadRequest(Encoding encoding, String message, String place) {
    return switch (encoding) {
      case PROTOBUF ->
          status(Code.INVALID_ARGUMENT, message)
              .addDetails(
                  Any.newBuilder()
                      .setTypeUrl(BAD_REQUEST)
                      .setValue(badRequest(message, place).toByteString()))
              .build()
              .toByteArray();
      case JSON -> jsonOfBadRequest(message, place);
    };
  }

  private static Status.Builder status(Code code, String message) {
    return Status.newBuilder().setCode(code.getNumber()).setMessage(message);
  }

  private static BadRequest badRequest(String message, String place) {
    return BadRequest.newBuilder()
        .addFieldViolations(FieldViolation.newBuilder().setField(place).setDescription(message))
        .build();
  }

  private static byte[] jsonOfBadRequest(String message, String place) {
    return JsonBody.of(
        json -> {
          json.writeNumberField("code", Code.INVALID_ARGUMENT.getNumber());
          json.writeStringField("message", message);
          json.writeArrayFieldStart("details");
          json.writeStartObject();
          json.writeStringField("@type", BAD_REQUEST);
          json.writeArrayFieldStart("fieldViolations");
          json.writeStartObject();
          if (!place.isEmpty()) {
            json.writeStringField("field", place);
          }
          json.writeStringField("description", message);
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndArray();
        });
  }
}
