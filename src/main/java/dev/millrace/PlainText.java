package dev.millrace;

/** Which texts people may give things as names: those that are kept and shown as they are. */
public final class PlainText {

  /**
   * Three columns of texts and some more make up a primary key, and PostgreSQL indexes no more than
   * 2,704 bytes of one; a character can take four.
   */
  private static final int MOST_CHARACTERS = 160;

  private static final int REPLACED = 0xFFFD;

  private PlainText() {}

  /** Whether it has no control character and no half of a surrogate pair. */
  public static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Most are printable ASCII, and that is soon seen.
      if ((c < ' ' || c > '~') && !isPlain(text.codePointAt(i))) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
      }
    }
    return true;
  }

  private static boolean isPlain(int point) {
    return !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
  }

  /** Whether PostgreSQL can keep it: it has no U+0000 and no half of a surrogate pair. */
  public static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
  }

  /**
   * A sender's text made fit for the columns that usage is grouped by: without surrounding blanks,
   * with its control characters (PostgreSQL refuses U+0000) and lone surrogates (which are no
   * UTF-8) replaced by U+FFFD, and cut at 160 characters.
   */
  public static String cleaned(String text) {
    String stripped = text.strip();
    if (stripped.length() <= MOST_CHARACTERS && isPlain(stripped)) {
      return stripped;
    }
    return stripped
        .codePoints()
        .limit(MOST_CHARACTERS)
        .map(point -> isPlain(point) ? point : REPLACED)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  /** Without blanks at both ends: of any kind, such as spreadsheets and web pages leave there. */
  public static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}
