package dev.millrace.otlp;

/** Text that UTF-8 can hold. JSON's escapes can spell half a surrogate pair; protobuf cannot. */
final class WellFormed {

  private static final char REPLACEMENT = '\uFFFD';

  private WellFormed() {}

  /** Whether every surrogate has its other half. */
  static boolean is(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints().noneMatch(WellFormed::isHalf);
      }
    }
    return true;
  }

  /** The text, each surrogate without its other half replaced by U+FFFD. */
  static String repaired(String text) {
    StringBuilder wellFormed = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isHalf(point) ? REPLACEMENT : point)
        .forEach(wellFormed::appendCodePoint);
    return wellFormed.toString();
  }

  private static boolean isHalf(int codePoint) {
    return Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE;
  }
}
