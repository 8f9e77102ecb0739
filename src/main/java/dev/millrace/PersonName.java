package dev.millrace;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What people are called in data: the one rule of it, for usage, identities and erasures.
 *
 * <p>Two texts are the same name if their {@link #normal} forms are equal. That form is the text as
 * usage cleans and cuts it ({@link PlainText#cleaned}), composed (Unicode's NFC), without
 * characters that are not seen (category Cf), without blanks and replaced characters at both ends,
 * and folded: each character becomes the lower case of its upper case, by Unicode's simple
 * mappings. So all four I of Turkish are one, and so are the two small sigma, and ẞ and ß; ß is not
 * ss.
 *
 * @see <a href="https://www.unicode.org/reports/tr44/#Casemapping">Unicode Character Database,
 *     "Case mapping"</a>
 */
public final class PersonName {

  /** What usage calls those of whom nobody knows who they are: it is many people's. */
  public static final String UNATTRIBUTED = "unattributed";

  /** With something before the at sign: a mask, whatever it looks like, is nobody's address. */
  private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}][^@]*@.*", Pattern.DOTALL);

  private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}+");

  private static final int REPLACED = 0xFFFD;
  private static final char DOT_ABOVE = '\u0307';

  private PersonName() {}

  /** As usage shows it: the normal form of an address, while case may matter in other names. */
  public static String shown(String text) {
    return text.indexOf('@') >= 0 ? normal(text) : PlainText.cleaned(text);
  }

  /** What is equal if the names are; empty if nobody can be called so. */
  public static String normal(String text) {
    String cleaned = PlainText.cleaned(text);
    return isFolded(cleaned) ? cleaned : trimmed(folded(seen(cleaned)));
  }

  /** The text without what is not seen, composed, and in one case; not cut. */
  static String plain(String text) {
    return folded(seen(text));
  }

  /** The text composed, and in one case. */
  public static String folded(String text) {
    if (isFolded(text)) {
      return text;
    }
    StringBuilder folded = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .map(point -> Character.toLowerCase(Character.toUpperCase(point)))
        .filter(point -> !isDotOfI(point, folded))
        .forEach(folded::appendCodePoint);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  /** Whether it is an e-mail address, or the like. */
  public static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /** ASCII without capitals or control characters: most names, and that is soon seen. */
  private static boolean isFolded(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c >= 'A' && c <= 'Z') {
        return false;
      }
    }
    return true;
  }

  /** Of a capital I with a dot, some languages make a small one and the dot by itself. */
  private static boolean isDotOfI(int point, StringBuilder before) {
    return point == DOT_ABOVE && !before.isEmpty() && before.charAt(before.length() - 1) == 'i';
  }

  private static String seen(String text) {
    return UNSEEN.matcher(text).replaceAll("");
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isAround(text.charAt(start))) {
      start++;
    }
    while (start < end && isAround(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isAround(char c) {
    return c == REPLACED || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
