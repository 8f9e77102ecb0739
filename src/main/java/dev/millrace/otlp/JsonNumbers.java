package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** The numbers of OTLP/JSON, exact, whether they are JSON numbers or strings. */
final class JsonNumbers {

  /** Digits of 2^63; a number that has fewer, or starts below 9, is smaller. */
  private static final int LONG_DIGITS = 19;

  private JsonNumbers() {}

  /** The current token as an integer; see {@link IntegerType#exact}. */
  static long integer(JsonParser parser, IntegerType type) throws IOException {
    try {
      return switch (parser.currentToken()) {
        case VALUE_NULL -> 0;
        case VALUE_NUMBER_INT -> number(parser, type);
        case VALUE_NUMBER_FLOAT -> type.exact(parser.getText());
        case VALUE_STRING -> numeral(parser, type);
        default -> throw new WrongValueException(type.toString());
      };
    } catch (ArithmeticException e) {
      throw new WrongValueException(type.toString());
    }
  }

  private static long number(JsonParser parser, IntegerType type) throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return type.exact(parser.getText());
    }
    return checked(parser.getLongValue(), type);
  }

  /** The short way for what nearly all numbers in strings are: a few digits. */
  private static long numeral(JsonParser parser, IntegerType type) throws IOException {
    char[] text = parser.getTextCharacters();
    int start = parser.getTextOffset();
    int length = parser.getTextLength();
    if (length == 0 || !isShort(text[start], length)) {
      return type.exact(parser.getText());
    }
    long value = 0;
    for (int i = start; i < start + length; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return type.exact(parser.getText());
      }
      value = value * 10 + digit;
    }
    return checked(value, type);
  }

  /**
   * Whether the digits stay below 2^63; nanoseconds since the epoch, 19 digits, do so until 2255.
   */
  private static boolean isShort(char first, int length) {
    return length < LONG_DIGITS || (length == LONG_DIGITS && first < '9');
  }

  private static long checked(long value, IntegerType type) {
    if (!type.contains(value)) {
      throw new ArithmeticException("out of range");
    }
    return value;
  }

  /** The current token as a double. */
  static double real(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> 0;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
      case VALUE_STRING ->
          switch (parser.getText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> numeral(parser);
          };
      default -> throw new WrongValueException("a number");
    };
  }

  private static double numeral(JsonParser parser) throws IOException {
    String text = parser.getText();
    if (!IntegerType.isNumber(text)) {
      throw new WrongValueException("a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
    }
    return finite(Double.parseDouble(text));
  }

  private static double finite(double value) {
    if (Double.isInfinite(value)) {
      throw new WrongValueException("a number that a double holds");
    }
    return value;
  }
}
