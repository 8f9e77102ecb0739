package dev.millrace.lake;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * JSON as it is written, value by value. What belongs between them is put there; that objects and
 * lists are closed is the caller's.
 *
 * <p>Every row has some, so that it is made for speed: a general writer took a sixth of the time of
 * a conversion.
 */
final class JsonText {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Room for what most rows have. */
  private final StringBuilder text = new StringBuilder(512);

  void startObject() {
    separate();
    text.append('{');
  }

  void endObject() {
    text.append('}');
  }

  void startArray() {
    separate();
    text.append('[');
  }

  void endArray() {
    text.append(']');
  }

  /** The name of the value that comes next. */
  void name(String name) {
    string(name);
    text.append(':');
  }

  /** A string; null is JSON's. */
  void string(@Nullable String value) {
    if (value == null) {
      literal("null");
    } else {
      separate();
      text.append('"');
      escape(value);
      text.append('"');
    }
  }

  void number(long value) {
    separate();
    text.append(value);
  }

  /** The number that the bits mean without a sign. */
  void unsigned(long bits) {
    literal(Long.toUnsignedString(bits));
  }

  /** A number with a point or an exponent; one that JSON does not have as a string. */
  void number(double value) {
    if (Double.isFinite(value)) {
      separate();
      text.append(value);
    } else {
      string(Double.toString(value));
    }
  }

  void bool(boolean value) {
    literal(Boolean.toString(value));
  }

  /** Text that is JSON as it is. */
  void literal(String json) {
    separate();
    text.append(json);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void separate() {
    if (!text.isEmpty()) {
      char last = text.charAt(text.length() - 1);
      if (last != '{' && last != '[' && last != ':') {
        text.append(',');
      }
    }
  }

  private void escape(String value) {
    int special = special(value, 0);
    if (special == value.length()) {
      text.append(value);
      return;
    }
    int plainFrom = 0;
    for (; special < value.length(); special = special(value, plainFrom)) {
      text.append(value, plainFrom, special);
      escape(value.charAt(special));
      plainFrom = special + 1;
    }
    text.append(value, plainFrom, value.length());
  }

  /** Where the first character is that has to be escaped; the text's length if there is none. */
  private static int special(String value, int from) {
    int at = from;
    while (at < value.length() && !isSpecial(value.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpecial(char c) {
    return c < ' ' || c == '"' || c == '\\';
  }

  private void escape(char c) {
    text.append('\\');
    switch (c) {
      case '"', '\\' -> text.append(c);
      case '\n' -> text.append('n');
      case '\r' -> text.append('r');
      case '\t' -> text.append('t');
      case '\b' -> text.append('b');
      case '\f' -> text.append('f');
      default -> text.append('u').append(HEX.toHexDigits(c));
    }
  }
}
