package dev.millrace.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.otlp.KeyWatch;

/**
 * Sees in the bytes of a request whether an attribute may hold content by {@link ContentKeys}: an
 * export of which none does need not be gone through again, which costs about a tenth of decoding
 * it.
 */
public final class ContentWatch implements KeyWatch {

  /** The value's tag and length, and those of the string in it, where both are short. */
  private static final int HEAD = 4;

  private static final int VALUE_TAG = 2 << 3 | 2;
  private static final int STRING_TAG = 1 << 3 | 2;

  @Override
  public boolean looksFor(byte[] bytes, int start, int length, int end) {
    if (!ContentKeys.looksLikeOne(bytes, start, length)) {
      return false;
    }
    String key = ContentKeys.listOf(new String(bytes, start, length, UTF_8));
    return ContentKeys.KEYS.contains(key)
        || ContentKeys.MESSAGES.contains(key) && !isWord(bytes, start + length, end);
  }

  /** Whether what is left of the attribute is a string of one word in ASCII, and nothing else. */
  private static boolean isWord(byte[] bytes, int start, int end) {
    int length = end - start - HEAD;
    if (length < 0
        || bytes[start] != VALUE_TAG
        || bytes[start + 1] != length + 2
        || bytes[start + 2] != STRING_TAG
        || bytes[start + 3] != length) {
      return false;
    }
    for (int i = start + HEAD; i < end; i++) {
      if (bytes[i] <= ' ' || bytes[i] > '~') {
        return false;
      }
    }
    return true;
  }
}
