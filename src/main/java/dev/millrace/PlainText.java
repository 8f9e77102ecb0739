package dev.millrace;

/** Which texts people may give things as names: those that are kept and shown as they are. */
public final class PlainText {

  private PlainText() {}

  /** Whether it has no control character and no half of a surrogate pair. */
  public static boolean isPlain(String text) {
    return text.codePoints()
        .noneMatch(
            point ->
                Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
  }
}
