package dev.millrace.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.otlp.WireWatch;

/**
 * Sees in the bytes of a request whether an attribute may hold content by {@link ContentKeys}, and
 * whether a body or the message of a status is more than a word: an export of which none does need
 * not be gone through again, which costs a tenth of decoding it and more.
 */
public final class ContentWatch implements WireWatch {

  /** A tag and a length, where that is short. */
  private static final int HEAD = 2;

  private static final int VALUE_TAG = 2 << 3 | 2;
  private static final int STRING_TAG = 1 << 3 | 2;

  @Override
  public boolean looksForKey(byte[] bytes, int start, int length, int end) {
    if (!ContentKeys.looksLikeOne(bytes, start, length)) {
      return false;
    }
    String key = ContentKeys.listOf(new String(bytes, start, length, UTF_8));
    return ContentKeys.KEYS.contains(key)
        || ContentKeys.MESSAGES.contains(key) && !isWordAlone(bytes, start + length, end);
  }

  @Override
  public boolean looksForBody(byte[] bytes, int start, int length) {
    return !isWord(bytes, start, start + length);
  }

  @Override
  public boolean looksForMessage(byte[] bytes, int start, int length) {
    return !isInOne(bytes, start, start + length);
  }

  /** Whether what is left of the attribute is a value that is a word, and nothing else. */
  private static boolean isWordAlone(byte[] bytes, int start, int end) {
    return end - start >= HEAD
        && bytes[start] == VALUE_TAG
        && bytes[start + 1] == end - start - HEAD
        && isWord(bytes, start + HEAD, end);
  }

  /** Whether a value is a short string of one word in ASCII. */
  private static boolean isWord(byte[] bytes, int start, int end) {
    return end - start >= HEAD
        && bytes[start] == STRING_TAG
        && bytes[start + 1] == end - start - HEAD
        && isInOne(bytes, start + HEAD, end);
  }

  /** Whether a text is in one piece and ASCII, be it of no length. */
  private static boolean isInOne(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] <= ' ' || bytes[i] > '~') {
        return false;
      }
    }
    return true;
  }
}
