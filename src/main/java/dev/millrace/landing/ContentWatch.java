package dev.millrace.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.otlp.WireWatch;

/**
 * Sees in the bytes of a request whether anything in it may not pass the {@link Fences}: an export
 * of which all does need not be gone through again, which costs a tenth of decoding it and more.
 * Most values are numbers or plain words, and that is soon seen.
 */
public final class ContentWatch implements WireWatch {

  /** A tag and a length, where that is short. */
  private static final int HEAD = 2;

  private static final int VALUE_TAG = 2 << 3 | 2;
  private static final int STRING_TAG = 1 << 3 | 2;
  private static final int BOOL_TAG = 2 << 3;
  private static final int INT_TAG = 3 << 3;
  private static final int DOUBLE_TAG = 4 << 3 | 1;
  private static final int LIST_TAG = 5 << 3 | 2;
  private static final int OBJECT_TAG = 6 << 3 | 2;

  private final Fences fences;

  /**
   * Of keys, whether they are known to hold no content; of attributes, whether they are content.
   */
  private final SeenAttributes known = new SeenAttributes();

  private final SeenAttributes attributes = new SeenAttributes();
  private final SeenAttributes texts = new SeenAttributes();
  private final SeenAttributes names = new SeenAttributes();
  private final SeenAttributes descriptions = new SeenAttributes();

  ContentWatch(Fences fences) {
    this.fences = fences;
  }

  @Override
  public boolean looksForKey(byte[] bytes, int start, int length, int end) {
    int value = start + length;
    boolean isClear = isWhole(bytes, value, end);
    boolean isPlain = isClear && Wording.isOfPlainBytes(bytes, start, value);
    if (isPlain && isNumber(bytes, value + HEAD, end)) {
      return false;
    }
    boolean mayBeContent = ContentKeys.looksLikeOne(bytes, start, length);
    if (isPlain && !mayBeContent && passesByItself(bytes, value + HEAD, end)) {
      return false;
    }
    if (!mayBeContent && known.answer(bytes, start, value, this::isKnown)) {
      return false;
    }
    if (length > Byte.MAX_VALUE) {
      return looksFor(bytes, start, length, end, isClear, mayBeContent);
    }
    // With the byte before the key, its length: where else would it be known to end?
    return attributes.answer(
        bytes,
        start - 1,
        end,
        (b, from, to) -> looksFor(b, from + 1, length, to, isClear, mayBeContent));
  }

  private boolean isKnown(byte[] bytes, int start, int end) {
    return fences.isKnown(new String(bytes, start, end - start, UTF_8));
  }

  private boolean looksFor(
      byte[] bytes, int start, int length, int end, boolean isClear, boolean mayBeContent) {
    int value = start + length;
    String key = new String(bytes, start, length, UTF_8);
    if (mayBeContent && isContent(ContentKeys.listOf(key), isClear, bytes, value + HEAD, end)) {
      return true;
    }
    return !fences.isKnown(key)
        && !(isClear && Wording.isName(key) && isNameOrNumber(bytes, value + HEAD, end));
  }

  private static boolean isContent(String key, boolean isClear, byte[] bytes, int start, int end) {
    return ContentKeys.KEYS.contains(key)
        || ContentKeys.MESSAGES.contains(key) && !(isClear && isWord(bytes, start, end));
  }

  /** Of an object what it holds is seen by itself. */
  private static boolean passesByItself(byte[] bytes, int start, int end) {
    return start == end
        || isWord(bytes, start, end)
        || isShort(OBJECT_TAG, bytes, start, end)
        || isShort(LIST_TAG, bytes, start, end) && isOfWords(bytes, start + HEAD, end);
  }

  /** Whether what a list holds is short words and numbers, and nothing else. */
  private static boolean isOfWords(byte[] bytes, int start, int end) {
    int at = start;
    while (at + HEAD < end && bytes[at] == STRING_TAG && bytes[at + 1] >= HEAD) {
      int next = at + HEAD + bytes[at + 1];
      if (next > end || !isWord(bytes, at + HEAD, next) && !isNumber(bytes, at + HEAD, next)) {
        return false;
      }
      at = next;
    }
    return at == end;
  }

  private static boolean isName(byte[] bytes, int start, int end) {
    return Wording.isName(new String(bytes, start, end - start, UTF_8));
  }

  private static boolean isNameOrNumber(byte[] bytes, int start, int end) {
    return isNumber(bytes, start, end)
        || isShort(OBJECT_TAG, bytes, start, end)
        || isShort(STRING_TAG, bytes, start, end) && isName(bytes, start + HEAD, end);
  }

  @Override
  public boolean looksForBody(byte[] bytes, int start, int length) {
    return !isWord(bytes, start, start + length)
        && !texts.answer(bytes, start, start + length, ContentWatch::isKnownBody);
  }

  private static boolean isKnownBody(byte[] bytes, int start, int end) {
    return isShort(STRING_TAG, bytes, start, end)
        && KnownBodies.isOne(new String(bytes, start + HEAD, end - start - HEAD, UTF_8));
  }

  @Override
  public boolean looksForText(byte[] bytes, int start, int length, boolean isDescription) {
    if (Wording.isPlain(bytes, start, start + length)) {
      return false;
    }
    return isDescription
        ? !descriptions.answer(bytes, start, start + length, ContentWatch::isSetting)
        : !names.answer(bytes, start, start + length, ContentWatch::isName);
  }

  private static boolean isSetting(byte[] bytes, int start, int end) {
    return Wording.isSetting(new String(bytes, start, end - start, UTF_8));
  }

  @Override
  public boolean looksForMessage(byte[] bytes, int start, int length) {
    return !Wording.isPlain(bytes, start, start + length);
  }

  /** Whether what is left of the attribute is one short value, and nothing else. */
  private static boolean isWhole(byte[] bytes, int start, int end) {
    return end - start >= HEAD
        && bytes[start] == VALUE_TAG
        && bytes[start + 1] == end - start - HEAD;
  }

  /** Whether a value is a number or a truth value, and nothing else. */
  private static boolean isNumber(byte[] bytes, int start, int end) {
    return start < end
        && switch (bytes[start]) {
          case BOOL_TAG, INT_TAG -> isVarint(bytes, start + 1, end);
          case DOUBLE_TAG -> end - start == 1 + Double.BYTES;
          default -> false;
        };
  }

  private static boolean isVarint(byte[] bytes, int start, int end) {
    int last = start;
    while (last < end && bytes[last] < 0) {
      last++;
    }
    return last == end - 1;
  }

  /** Whether a value is one of the tag and short, and nothing else. */
  private static boolean isShort(int tag, byte[] bytes, int start, int end) {
    return end - start >= HEAD && bytes[start] == tag && bytes[start + 1] == end - start - HEAD;
  }

  /** Whether a value is a short string of one plain word. */
  private static boolean isWord(byte[] bytes, int start, int end) {
    return isShort(STRING_TAG, bytes, start, end) && Wording.isPlain(bytes, start + HEAD, end);
  }
}
