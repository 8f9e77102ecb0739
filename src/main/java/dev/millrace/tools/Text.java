package dev.millrace.tools;

/** Text from a sender made fit for the columns that usage is grouped by. */
final class Text {

  /**
   * Three such columns and some more make up a primary key, and PostgreSQL indexes no more than
   * 2,704 bytes of one; a character can take four.
   */
  private static final int MAX_CHARACTERS = 160;

  private Text() {}

  /**
   * The text without surrounding blanks, with its control characters (NUL is refused by PostgreSQL)
   * and lone surrogates (which are no UTF-8) replaced, and cut at 160 characters.
   */
  static String cleaned(String text) {
    String stripped = text.strip();
    return isClean(stripped) ? stripped : replaced(stripped);
  }

  private static boolean isClean(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (isReplaced(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isReplaced(int character) {
    return Character.isISOControl(character)
        || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  private static String replaced(String text) {
    return text.codePoints()
        .limit(MAX_CHARACTERS)
        .map(c -> isReplaced(c) ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
