package dev.millrace.otlp;

import java.util.Arrays;

/** The fields of a protobuf message by their numbers. */
final class MessageShape {

  private static final int KEY_FIELD = 1;

  private FieldKind[] kinds = {};
  private MessageShape[] messages = {};

  /** Adds fields. */
  MessageShape with(FieldKind kind, int... numbers) {
    for (int number : numbers) {
      room(number);
      kinds[number] = kind;
    }
    return this;
  }

  /** Adds a field that holds a message or several. */
  MessageShape holding(int number, MessageShape shape) {
    room(number);
    kinds[number] = FieldKind.MESSAGE;
    messages[number] = shape;
    return this;
  }

  /** Adds the field that holds a log record's body. */
  MessageShape holdingBody(int number, MessageShape shape) {
    return holding(number, shape).with(FieldKind.BODY, number);
  }

  /** Whether it is an attribute. */
  boolean hasKey() {
    return kind(KEY_FIELD) == FieldKind.KEY;
  }

  FieldKind kind(int number) {
    return number < kinds.length ? kinds[number] : FieldKind.UNKNOWN;
  }

  /** The shape of the messages in a field that holds some. */
  MessageShape message(int number) {
    return messages[number];
  }

  private void room(int number) {
    if (number >= kinds.length) {
      int before = kinds.length;
      kinds = Arrays.copyOf(kinds, number + 1);
      Arrays.fill(kinds, before, kinds.length, FieldKind.UNKNOWN);
      messages = Arrays.copyOf(messages, number + 1);
    }
  }
}
