package dev.millrace.store;

import java.util.regex.Pattern;

/** The one rule for what a key may look like; nothing that a sender wrote can leave its prefix. */
final class ObjectKey {

  /** S3's limit on a key, in bytes; keys here are ASCII. */
  private static final int MAX_LENGTH = 1024;

  private static final Pattern SHAPE = Pattern.compile("(?:[A-Za-z0-9=._-]+/)*[A-Za-z0-9=._-]+");
  private static final Pattern DOTS = Pattern.compile("(?:^|.*/)\\.{1,2}(?:/.*|$)");

  private ObjectKey() {}

  static boolean isKey(String key) {
    return key.length() <= MAX_LENGTH
        && SHAPE.matcher(key).matches()
        && !DOTS.matcher(key).matches();
  }

  static String checked(String key) {
    if (!isKey(key)) {
      throw new IllegalArgumentException("not an object key: \"" + key + "\"");
    }
    return key;
  }

  /** A prefix is empty, or the beginning of a key. */
  static String checkedPrefix(String prefix) {
    if (!prefix.isEmpty()) {
      checked(prefix + "x");
    }
    return prefix;
  }
}
