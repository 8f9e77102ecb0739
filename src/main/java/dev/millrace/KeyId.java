package dev.millrace;

import java.util.regex.Pattern;

/**
 * The public name of an API key, as it stands in its token, in object keys and in the database.
 *
 * @param value 12 letters and digits (base62)
 */
public record KeyId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z]{12}");

  public KeyId {
    if (!isKeyId(value)) {
      throw new IllegalArgumentException(
          "a key id is 12 letters and digits, but was \"" + value + "\"");
    }
  }

  /** Whether the text has the shape of a key id. */
  public static boolean isKeyId(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
