package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The ids of OTLP/JSON. Traces consist of them to a good part, so no strings are made of them. */
final class JsonIds {

  private static final byte[] VALUES = new byte['f' + 1];

  static {
    for (char c = 0; c < VALUES.length; c++) {
      VALUES[c] = (byte) (HexFormat.isHexDigit(c) ? HexFormat.fromHexDigit(c) : -1);
    }
  }

  private JsonIds() {}

  /**
   * The current token as an id.
   *
   * @param bytes its length when not empty
   * @return null if it is a string that is no id
   */
  static @Nullable ByteString id(JsonParser parser, int bytes) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> ByteString.EMPTY;
      case VALUE_STRING -> parser.getTextLength() == 0 ? ByteString.EMPTY : digits(parser, bytes);
      default -> throw new WrongValueException("a string");
    };
  }

  /** The value of a hex digit of either case; negative if it is none. */
  private static int digit(char c) {
    return c < VALUES.length ? VALUES[c] : -1;
  }

  private static @Nullable ByteString digits(JsonParser parser, int bytes) throws IOException {
    if (parser.getTextLength() != 2 * bytes) {
      return null;
    }
    char[] text = parser.getTextCharacters();
    int start = parser.getTextOffset();
    byte[] id = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      int value = digit(text[start + 2 * i]) << 4 | digit(text[start + 2 * i + 1]);
      if (value < 0) {
        return null;
      }
      id[i] = (byte) value;
    }
    // Nobody else has the array, so that it need not be copied.
    return UnsafeByteOperations.unsafeWrap(id);
  }
}
