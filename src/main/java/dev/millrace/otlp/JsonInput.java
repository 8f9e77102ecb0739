package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of OTLP's types, taken from the tokens of a JSON text.
 *
 * <p>Every method that gives a value reads the current token, which it leaves current; {@code null}
 * reads as the type's default. One that is not what it must be is a {@link WrongValueException},
 * and then the current token.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP
 *     specification, "JSON Protobuf Encoding"</a>
 */
final class JsonInput {

  private final JsonParser parser;
  private final Tally tally;
  private int depth;

  /** Starts before the first token; counts what it reads. */
  JsonInput(JsonParser parser, Tally tally) {
    this.parser = parser;
    this.tally = tally;
  }

  /** Steps to the first token and makes sure that it begins an object. */
  void start() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw refused("an object");
    }
  }

  boolean isNull() {
    return parser.hasToken(JsonToken.VALUE_NULL);
  }

  /** Enters the object that is the current token. */
  void startObject() {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw refused("an object");
    }
    if (depth > tally.maxDepth()) {
      throw JsonRefusal.at(parser, "messages must not nest deeper than " + tally.maxDepth());
    }
    depth++;
  }

  /**
   * Steps to the next member, and on to its value if it has this name, which is then not read but
   * compared; if not, {@link #memberName} goes on.
   */
  boolean nextMemberIs(SerializableString name) throws IOException {
    boolean is = parser.nextFieldName(name);
    if (is) {
      parser.nextToken();
    }
    return is;
  }

  /**
   * Steps to the value of the member that has another name than was thought.
   *
   * @return its name; null at the end of the object, which is then left
   */
  @Nullable String memberName() throws IOException {
    if (!parser.hasToken(JsonToken.FIELD_NAME)) {
      depth--;
      return null;
    }
    String name = parser.currentName();
    parser.nextToken();
    return name;
  }

  /** Enters the array that is the current token. */
  void startArray() {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      throw refused("an array");
    }
  }

  /** Steps to the next element; false at the end of the array, which is then left. */
  boolean nextElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /** Counts a message, or an element of a list of texts, before it is made. */
  void countPart() {
    tally.part();
  }

  /** Counts an element of a list of numbers. */
  void countNumber() {
    tally.numbers(1);
  }

  /** Steps over the current value, whatever is in it. */
  void skip() throws IOException {
    parser.skipChildren();
  }

  /**
   * The record that the current value is.
   *
   * @return null if something in it is not what it must be; it is then left and counted as rejected
   */
  <M> @Nullable M record(JsonType<M> type) throws IOException {
    JsonStreamContext around = around();
    int depthAround = depth;
    try {
      return type.read(this);
    } catch (WrongValueException e) {
      tally.oddities().rejected(() -> JsonRefusal.why(parser, e.rule()));
      depth = depthAround;
      while (parser.getParsingContext() != around) {
        parser.nextToken();
      }
      return null;
    }
  }

  /** What the current value is in. */
  private JsonStreamContext around() {
    JsonStreamContext context = parser.getParsingContext();
    return parser.currentToken().isStructStart() ? context.getParent() : context;
  }

  /** Makes sure that the text ends here. */
  void end() throws IOException {
    if (parser.nextToken() != null) {
      throw JsonRefusal.at(parser, "nothing may follow the object");
    }
  }

  /** A string; a surrogate without its other half, which UTF-8 cannot hold, becomes U+FFFD. */
  String string() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> wellFormed(parser.getText());
      case VALUE_NULL -> "";
      default -> throw refused("a string");
    };
  }

  /** A string that is the name of something among others, and bounded. */
  String key() throws IOException {
    String key = string();
    int limit = tally.maxKeyBytes();
    // Three bytes are the most that a char takes.
    if (key.length() > limit / 3 && ByteString.copyFromUtf8(key).size() > limit) {
      throw JsonRefusal.at(
          parser, "the key of an attribute must have %d bytes at most".formatted(limit));
    }
    return key;
  }

  private String wellFormed(String text) {
    if (WellFormed.is(text)) {
      return text;
    }
    tally.oddities().brokenText();
    return WellFormed.repaired(text);
  }

  boolean bool() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      case VALUE_STRING ->
          switch (parser.getText()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused("true or false");
          };
      default -> throw refused("true or false");
    };
  }

  /** An integer, as a number or in a string. */
  long integer(IntegerType type) throws IOException {
    return JsonNumbers.integer(parser, type);
  }

  /** A double, as a number or in a string, where it may also be NaN or infinite. */
  double real() throws IOException {
    return JsonNumbers.real(parser);
  }

  /**
   * The number of an enum's value, known or not; a name is read too, against the specification, and
   * one that is unknown counts as the enum's 0, as an unknown member would.
   *
   * @param numbers the enum's numbers by name
   */
  int enumNumber(Map<String, Integer> numbers) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_STRING)) {
      String text = parser.getText();
      if (!IntegerType.isNumber(text)) {
        tally.oddities().enumName();
        return numbers.getOrDefault(text, 0);
      }
    }
    return (int) integer(IntegerType.INT32);
  }

  /**
   * A trace or span id in hex digits of either case; empty if it is empty.
   *
   * @param bytes its length when not empty
   */
  ByteString id(int bytes) throws IOException {
    ByteString id = hex(bytes);
    if (id == null) {
      throw refused(2 * bytes + " hex digits or none");
    }
    return id;
  }

  /** An id that may be left out: empty where it is impossible. */
  ByteString idOrNone(int bytes) throws IOException {
    ByteString id = hex(bytes);
    if (id == null) {
      tally.oddities().droppedId();
      return ByteString.EMPTY;
    }
    return id;
  }

  /** Null if it is no id. Traces consist of ids to a good part, so no string is made of them. */
  private @Nullable ByteString hex(int bytes) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> ByteString.EMPTY;
      case VALUE_STRING -> parser.getTextLength() == 0 ? ByteString.EMPTY : digits(bytes);
      default -> throw refused("a string");
    };
  }

  private @Nullable ByteString digits(int bytes) throws IOException {
    if (parser.getTextLength() != 2 * bytes) {
      return null;
    }
    char[] text = parser.getTextCharacters();
    int start = parser.getTextOffset();
    byte[] id = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      char high = text[start + 2 * i];
      char low = text[start + 2 * i + 1];
      if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
        return null;
      }
      id[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
    }
    // Nobody else has the array, so that it need not be copied.
    return UnsafeByteOperations.unsafeWrap(id);
  }

  /** Bytes in base64 of either alphabet, padded or not. */
  ByteString bytes() throws IOException {
    String base64 = string().replace('-', '+').replace('_', '/');
    try {
      return ByteString.copyFrom(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw refused("base64");
    }
  }

  private static WrongValueException refused(String rule) {
    return new WrongValueException(rule);
  }
}
