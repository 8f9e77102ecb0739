package dev.millrace.otlp;

/**
 * Knows what somebody will look for in an export: it is asked of what comes in protobuf, before
 * anything is made of it. Each answer is true rather than false where that is not certain.
 */
public interface WireWatch {

  /**
   * Whether an attribute is looked for.
   *
   * @param bytes a request
   * @param start where in it the key starts, in UTF-8 if its sender is right
   * @param length the key's
   * @param end where the attribute ends, whose value mostly follows the key
   */
  boolean looksForKey(byte[] bytes, int start, int length, int end);

  /**
   * Whether the body of a log record, an {@code AnyValue}, is looked for whatever attributes there
   * are.
   */
  boolean looksForBody(byte[] bytes, int start, int length);

  /**
   * Whether a text that stands under no key, such as a name, is looked for.
   *
   * @param isDescription whether a program says it of itself
   */
  boolean looksForText(byte[] bytes, int start, int length, boolean isDescription);

  /** Whether the message of a span's status, a text, is looked for. */
  boolean looksForMessage(byte[] bytes, int start, int length);
}
