package dev.millrace;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The texts that stand for nobody and nothing: blanks, what is written over what may not be passed
 * on, and what programs write where they know no better. Taken for a name they would make one
 * person, or one team, of all who have none.
 */
public final class Nobody {

  /**
   * Nothing but punctuation; a mask, the same for everybody, or for all of a domain; a variable
   * that nobody has put anything in the place of; an id of zeros.
   */
  private static final Pattern MASK =
      Pattern.compile(
          "[^\\p{L}\\p{N}]*(redacted[^\\p{L}\\p{N}]*|@.*)?|[\\[<{(][^@]*redacted[^@]*[\\]>})]"
              + "|\\$[{(].*[)}]|\\$[A-Z_]+|%[A-Z_]+%|[{]{2}.*[}]{2}|[0-]{8,}",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Longer than any of the words with what may stand around its letters. */
  private static final int MAX_WORD = 24;

  private static final Set<String> WORDS =
      Set.of(
          "anon",
          "anonymous",
          "anonymoususer",
          "nobody",
          "noname",
          "none",
          "notset",
          "null",
          "undefined",
          "unidentified",
          "unknown",
          "unknownuser",
          "unset",
          "unspecified");

  /** These too, but not in front of an address in a company's domain: there they may be names. */
  private static final Set<String> OTHER_WORDS =
      Set.of(
          "default",
          "defaultteam",
          "defaultuser",
          "empty",
          "na",
          "nil",
          "notapplicable",
          "notavailable",
          "placeholder",
          "tbd",
          "unassigned",
          "unattributed");

  private static final Set<String> IN_EXAMPLES =
      Set.of("user", "test", "noreply", "donotreply", "example", "email", "me", "you", "someone");

  private static final Pattern EXAMPLE_DOMAIN =
      Pattern.compile("(.+[.])?(example([.](com|net|org))?|invalid|localhost|localdomain|test)");

  private Nobody() {}

  /** Whether the text stands for nobody. */
  public static boolean is(String text) {
    if (MASK.matcher(text).matches()) {
      return true;
    }
    int at = text.lastIndexOf('@');
    return at < 0 ? isWord(text) : isAddress(text.substring(0, at), text.substring(at + 1));
  }

  private static boolean isWord(String text) {
    if (text.length() > MAX_WORD) {
      return false;
    }
    String word = word(text);
    return WORDS.contains(word) || OTHER_WORDS.contains(word);
  }

  private static boolean isAddress(String name, String domain) {
    String word = word(name);
    boolean isExample = EXAMPLE_DOMAIN.matcher(domain.strip().toLowerCase(Locale.ROOT)).matches();
    return WORDS.contains(word)
        || isExample && (OTHER_WORDS.contains(word) || IN_EXAMPLES.contains(word));
  }

  /** The text, or an empty one if it stands for nobody. */
  public static String without(String text) {
    return is(text) ? "" : text;
  }

  private static String word(String text) {
    return NO_LETTERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
