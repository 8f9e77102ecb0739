package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
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

  /**
   * Counts the message that is the current value, and steps to the value of its first member.
   *
   * @return the member's name, as {@link #nextMember}
   */
  @Nullable String firstMember() throws IOException {
    tally.part();
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      if (parser.hasToken(JsonToken.VALUE_NULL)) {
        return null;
      }
      throw refused("an object");
    }
    if (depth > tally.maxDepth()) {
      throw JsonRefusal.at(parser, "messages must not nest deeper than " + tally.maxDepth());
    }
    depth++;
    return nextMember();
  }

  /**
   * Steps to the value of the next member; one that is {@code null} is as good as absent.
   *
   * @return its name; null at the end of the object, which is then left
   */
  @Nullable String nextMember() throws IOException {
    String name = parser.nextFieldName();
    while (name != null && parser.nextToken() == JsonToken.VALUE_NULL) {
      name = parser.nextFieldName();
    }
    if (name == null) {
      depth--;
    }
    return name;
  }

  /** Reads the messages in the list that is the current value. */
  <M> void each(JsonType<M> type, Consumer<M> to) throws IOException {
    startArray();
    while (nextElement()) {
      to.accept(type.read(this));
    }
  }

  /** The same of records: those with something in them that is not what it must be are left out. */
  <M> void records(JsonType<M> type, Consumer<M> to) throws IOException {
    startArray();
    while (nextElement()) {
      M record = record(type);
      if (record != null) {
        to.accept(record);
      }
    }
  }

  /** Reads the texts in the list that is the current value. */
  void strings(Consumer<String> to) throws IOException {
    startArray();
    while (nextElement()) {
      tally.part();
      to.accept(string());
    }
  }

  /** Enters the array that is the current token. */
  void startArray() {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      throw refused("an array");
    }
  }

  /** Steps to the next number in the list and counts it; false at its end, which is then left. */
  boolean nextNumber() throws IOException {
    boolean is = nextElement();
    if (is) {
      tally.numbers(1);
    }
    return is;
  }

  /** Steps to the next element of the list; false at its end, which is then left. */
  boolean nextElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /** Steps over the current value, whatever is in it: that of a member that OTLP does not have. */
  void skip() throws IOException {
    tally.oddities().unknownMember(parser.currentName());
    parser.skipChildren();
  }

  /** Null if something in it is not what it must be; it is then left and counted as rejected. */
  private <M> @Nullable M record(JsonType<M> type) throws IOException {
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

  /** An integer, as a number or in a string; so are those of the other types. */
  int int32() throws IOException {
    return (int) JsonNumbers.integer(parser, IntegerType.INT32);
  }

  int uint32() throws IOException {
    return (int) JsonNumbers.integer(parser, IntegerType.UINT32);
  }

  long int64() throws IOException {
    return JsonNumbers.integer(parser, IntegerType.INT64);
  }

  long uint64() throws IOException {
    return JsonNumbers.integer(parser, IntegerType.UINT64);
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
    return int32();
  }

  /**
   * A trace or span id in hex digits of either case; empty if it is empty.
   *
   * @param bytes its length when not empty
   */
  ByteString id(int bytes) throws IOException {
    ByteString id = JsonIds.id(parser, bytes);
    if (id == null) {
      throw refused(2 * bytes + " hex digits or none");
    }
    return id;
  }

  /** An id that may be left out: empty where it is impossible. */
  ByteString idOrNone(int bytes) throws IOException {
    ByteString id = JsonIds.id(parser, bytes);
    if (id == null) {
      tally.oddities().droppedId();
      return ByteString.EMPTY;
    }
    return id;
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
