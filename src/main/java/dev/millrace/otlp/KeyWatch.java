package dev.millrace.otlp;

/**
 * Knows the keys of attributes that somebody will look for in an export: it is asked of every key
 * that comes in protobuf, before anything is made of it.
 */
@FunctionalInterface
public interface KeyWatch {

  /**
   * Whether the attribute is looked for; true rather than false where that is not certain.
   *
   * @param bytes a request
   * @param start where in it the key starts, in UTF-8 if its sender is right
   * @param length the key's
   * @param end where the attribute ends, whose value mostly follows the key
   */
  boolean looksFor(byte[] bytes, int start, int length, int end);
}
