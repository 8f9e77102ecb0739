package dev.millrace.landing;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells by its looks whether a text names something, as identifiers, versions, addresses and titles
 * do, or says something, as people, models, commands and their output do.
 */
final class Wording {

  private static final int MAX_WORD = 200;
  private static final int MAX_TITLE = 80;
  private static final int MAX_TITLE_WORDS = 5;
  private static final int MAX_SETTING = 200;
  private static final int MAX_SETTING_WORDS = 30;

  /** Scripts without cases mostly write sentences without blanks. */
  private static final int MAX_WITHOUT_CASE = 10;

  /** What no name has, but commands, code, markup and quotations do. */
  private static final String NOT_IN_NAMES = "\"`$;|";

  private static final Pattern SHOUTED = Pattern.compile("[A-Z]{4,}");

  private static final Pattern SMALL = Pattern.compile("[a-z]+");

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

  private static final Set<String> PARTICLES =
      Set.of("of", "and", "the", "for", "de", "von", "van", "la", "der", "&", "-", "+", "/");

  /**
   * What spans of the GenAI, MCP and HTTP conventions begin with, and events of Rust programs; an
   * object follows, and some tell it twice.
   */
  private static final Set<String> OPERATIONS =
      Set.of(
          ("event chat text_completion generate_content embeddings retrieval execute_tool invoke_agent"
                  + " create_agent invoke_workflow tools/call prompts/get resources/read HTTP"
                  + " GET POST PUT PATCH DELETE HEAD OPTIONS TRACE CONNECT")
              .split(" "));

  private static final Set<String> COMMANDS =
      Set.of(
          ("awk aws bash brew bun cargo cat cd chmod chown cmd cp curl deno docker echo env eval"
                  + " exec export find git go gh gradle grep helm java kubectl ls make mkdir mv mvn"
                  + " node npm npx perl php pip pip3 pnpm powershell psql pwsh pytest python python3"
                  + " rm ruby scp sed set sh source ssh sudo tar terraform touch uv uvx wget xargs"
                  + " yarn zsh")
              .split(" "));

  private static final Pattern COMMAND_PATH =
      Pattern.compile("(?i)\\./.*|.*[/\\\\]s?bin[/\\\\].*|.*[/\\\\].*\\.(sh|exe|bat|cmd|ps1)");

  private static final Pattern COMMAND_SIGNS =
      Pattern.compile(".*(`|\\$[({A-Za-z]|&&|\\|| [<>]{1,2} |(^| )--?[A-Za-z]).*|[{\\[].*\".*");

  /** Words that speak to somebody, or of what is not to be told. */
  private static final Pattern SPEECH =
      Pattern.compile(
          "(?i).*\\b(please|i|me|you|your|what|why|how|fix|write|secrets?|passwords?|passphrase"
              + "|credentials?)\\b.*|.*[?!]");

  /** Beginnings that issuers give their keys, a password in an address, and assignments of one. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?<![A-Za-z0-9])(([spr]k|whsec)[-_](?=[A-Za-z0-9_-]{12})"
              + "|gh[opsur]_[A-Za-z0-9]{12}|github_pat_|glpat-|xox[abeoprs]-|A[KS]IA[A-Z0-9]{12}"
              + "|eyJ[A-Za-z0-9_-]{8,}\\.|AIza[A-Za-z0-9_-]{20}|ya29\\.|npm_[A-Za-z0-9]{20}"
              + "|hf_[A-Za-z0-9]{20})"
              + "|-----BEGIN|://[^/@\\s]*:[^/@\\s]+@"
              + "|(?i:bearer\\s+\\S"
              + "|(pass(word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key"
              + "|credentials?|authorization)[\"']?\\s*[=:]\\s*\\S)");

  /** Which second letters such beginnings have after a first one. */
  private static final String[] SECRET_BEGINNINGS = new String[128];

  private static final int PLAIN_BYTES = 64;
  private static final boolean[] PLAIN = new boolean[256];

  static {
    Arrays.fill(SECRET_BEGINNINGS, "");
    for (String two : "sk pk rk wh gh gi gl xo AK AS ey AI ya np hf".split(" ")) {
      SECRET_BEGINNINGS[two.charAt(0)] += two.charAt(1);
    }
    for (char c = 0; c < 128; c++) {
      PLAIN[c] = Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
    }
  }

  private Wording() {}

  /**
   * Whether UTF-8 is certainly a name: a short word of ASCII. Of most values this is all that is
   * asked.
   */
  static boolean isPlain(byte[] bytes, int start, int end) {
    return isOfPlainBytes(bytes, start, end)
        && (end - start < 2 || bytes[start] != '-' && !mayBeSecret(bytes[start], bytes[start + 1]));
  }

  /** Whether it is short, and has no more than letters, digits, dots, and dashes. */
  static boolean isOfPlainBytes(byte[] bytes, int start, int end) {
    if (end - start > PLAIN_BYTES) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (!PLAIN[bytes[i] & 0xFF]) {
        return false;
      }
    }
    return true;
  }

  private static boolean mayBeSecret(byte first, byte second) {
    return SECRET_BEGINNINGS[first & 0x7F].indexOf(second) >= 0;
  }

  /** The same of a text. */
  private static boolean isPlain(String text) {
    int length = text.length();
    if (length > PLAIN_BYTES) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= PLAIN.length || !PLAIN[c]) {
        return false;
      }
    }
    return length < 2
        || text.charAt(0) != '-' && !mayBeSecret((byte) text.charAt(0), (byte) text.charAt(1));
  }

  /** Whether a text that stands in a record is a name. */
  static boolean isName(String text) {
    if (isPlain(text)) {
      return true;
    }
    if (text.length() > MAX_WORD || isBroken(text) || isSecret(text)) {
      return false;
    }
    String[] words = BLANKS.split(text);
    if (words.length == 1) {
      return isWord(text);
    }
    return text.length() <= MAX_TITLE && (isTitle(words, 0) || isOperation(words));
  }

  /**
   * Whether a text that describes a sender is a setting: one line that is neither a command nor a
   * secret, nor speaks to anybody.
   */
  static boolean isSetting(String text) {
    if (isName(text)) {
      return true;
    }
    if (text.length() > MAX_SETTING || isBroken(text) || isSecret(text)) {
      return false;
    }
    String[] words = BLANKS.split(text.strip());
    return words.length > 1
        && words.length <= MAX_SETTING_WORDS
        && !COMMANDS.contains(words[0])
        && !isCommandPath(words[0])
        && !COMMAND_SIGNS.matcher(text).matches()
        && !SPEECH.matcher(text).matches();
  }

  /** Whether it is of several lines, or not for people to read. */
  private static boolean isBroken(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
  }

  private static boolean isSecret(String text) {
    return !text.startsWith("arn:") && SECRET.matcher(text).find();
  }

  private static boolean isOperation(String[] words) {
    return OPERATIONS.contains(words[0])
        && (words.length == 2 || words.length == 3 && words[1].equals(words[2])
            ? isWord(words[1])
            : isTitle(words, 1));
  }

  /** Whether the words are names beside one another: each begins as names do. */
  private static boolean isTitle(String[] words, int from) {
    int shouted = 0;
    for (int i = from; i < words.length; i++) {
      String word = words[i];
      if (!(i > from && PARTICLES.contains(word)) && !(beginsAsName(word) && isWord(word))) {
        return false;
      }
      shouted += SHOUTED.matcher(word).matches() ? 1 : 0;
    }
    return words.length - from <= MAX_TITLE_WORDS
        && shouted < 2
        && withoutCase(String.join("", words)) <= MAX_WITHOUT_CASE;
  }

  private static boolean beginsAsName(String word) {
    if (word.isEmpty() || word.endsWith("?") || word.endsWith("!")) {
      return false;
    }
    int first = word.codePointAt(0);
    if (first == '(' && word.length() > 1) {
      return Character.isLetterOrDigit(word.charAt(1));
    }
    return Character.isLetterOrDigit(first) && !Character.isLowerCase(first);
  }

  private static boolean isWord(String word) {
    return word.chars().noneMatch(c -> NOT_IN_NAMES.indexOf(c) >= 0)
        && !(word.startsWith("-") && word.length() > 1 && !Character.isDigit(word.charAt(1)))
        && !isEncodedText(word)
        && !isCommandPath(word)
        && withoutCase(word) <= MAX_WITHOUT_CASE;
  }

  private static boolean isCommandPath(String word) {
    return (word.indexOf('/') >= 0 || word.indexOf('\\') >= 0)
        && COMMAND_PATH.matcher(word).matches();
  }

  /** Whether blanks were written as something else. */
  private static boolean isEncodedText(String word) {
    return word.contains("%20")
        || word.contains("&&")
        || word.contains("\\n")
        || word.indexOf('+') >= 0
            && Arrays.stream(word.split("\\+")).filter(SMALL.asMatchPredicate()).count() > 2;
  }

  private static long withoutCase(String text) {
    return text.codePoints().filter(c -> Character.getType(c) == Character.OTHER_LETTER).count();
  }
}
