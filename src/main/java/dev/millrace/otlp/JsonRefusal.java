package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/** The words with which a JSON body is refused: where it is wrong and what must be there. */
final class JsonRefusal {

  private JsonRefusal() {}

  /** The body is in no encoding that JSON comes in. */
  static OtlpException notText() {
    return undecodable("", "it is not JSON in UTF-8");
  }

  /** The body is no JSON from here on. */
  static OtlpException notJson(JsonParser parser) {
    return undecodable("it is not JSON", parser.currentLocation());
  }

  /** The body breaks a rule at the current token. */
  static OtlpException at(JsonParser parser, String rule) {
    return undecodable(rule, parser.currentTokenLocation());
  }

  /** The current value is not what it must be. */
  static OtlpException of(JsonParser parser, String rule) {
    return at(parser, why(parser, rule));
  }

  /**
   * Where the current value is, what it must be and what it is instead.
   *
   * <p>The path holds names of OTLP only: unknown members are never looked into.
   */
  static String why(JsonParser parser, String rule) {
    String path = parser.getParsingContext().pathAsPointer().toString();
    return (path.isEmpty() ? "the body" : path) + " must be " + rule + " but is " + kind(parser);
  }

  private static String kind(JsonParser parser) {
    return switch (token(parser)) {
      case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "another string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "another number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "nothing";
    };
  }

  private static JsonToken token(JsonParser parser) {
    @Nullable JsonToken token = parser.currentToken();
    return token == null ? JsonToken.NOT_AVAILABLE : token;
  }

  private static OtlpException undecodable(String rule, JsonLocation location) {
    // Bytes are not counted where the text came as UTF-16 or UTF-32.
    String place =
        location.getByteOffset() >= 0
            ? "byte " + location.getByteOffset()
            : "character " + location.getCharOffset();
    return undecodable(place, rule + " (" + place + ")");
  }

  private static OtlpException undecodable(String place, String reason) {
    return OtlpException.undecodable(
        place, "the body is not an OTLP/JSON export request: " + reason);
  }
}
