package dev.millrace.otlp;

/**
 * What one export request may be made of, whatever its encoding.
 *
 * @param depth how many messages may lie within one another, below the outermost; at most {@value
 *     #PROTOBUF_DEPTH}
 * @param parts how many parts it may have: messages (resources, scopes, records, points, events,
 *     links, exemplars, attributes, values, elements of lists), unknown fields, and numbers in
 *     lists at sixteen to the part
 * @param keyBytes how long the key of an attribute and the name of a member in JSON may be, in
 *     UTF-8
 */
public record MessageBounds(int depth, int parts, int keyBytes) {

  /** As deep as protobuf's own parser goes, so that what has landed can be read again. */
  static final int PROTOBUF_DEPTH = 100;

  /** OTLP's own names are shorter. */
  private static final int LONGEST_NAME = 64;

  /**
   * What a part takes decoded, beside the bytes of its text: an attribute is two parts, its objects
   * 88 and the heads of its two strings 80 bytes. The rest is for lists that grow.
   */
  static final int BYTES_PER_PART = 128;

  public MessageBounds {
    if (depth < 1 || depth > PROTOBUF_DEPTH) {
      throw new IllegalArgumentException(
          "the depth of messages must be from 1 to %d but is %d".formatted(PROTOBUF_DEPTH, depth));
    }
    if (parts < 1) {
      throw new IllegalArgumentException(
          "the number of parts must be 1 or more but is %d".formatted(parts));
    }
    if (keyBytes < LONGEST_NAME) {
      throw new IllegalArgumentException(
          "the length of keys must be %d or more but is %d".formatted(LONGEST_NAME, keyBytes));
    }
  }

  /** With keys of any length. */
  public MessageBounds(int depth, int parts) {
    this(depth, parts, Integer.MAX_VALUE);
  }
}
