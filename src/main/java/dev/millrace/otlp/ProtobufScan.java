package dev.millrace.otlp;

import java.util.Arrays;

/**
 * Walks through a protobuf export request before anything is made of it: counts its parts, bounds
 * their depth, and looks at texts and ids. It takes no memory but a stack as deep as allowed.
 */
final class ProtobufScan {

  private static final int KEY_TAG = 1 << 3 | WireReader.LENGTH;

  private final byte[] bytes;
  private final Tally tally;
  private final WireWatch watch;
  private final WireReader in;
  private final int[] ends;
  private final MessageShape[] shapes;
  private int depth;
  private int impossibleIds;
  private int strangers;
  private int fixed64s;
  private boolean keyLookedFor;
  private boolean textLookedFor;
  private boolean unknownFields;

  private ProtobufScan(byte[] bytes, MessageShape request, Tally tally, WireWatch watch) {
    this.bytes = bytes;
    this.tally = tally;
    this.watch = watch;
    this.in = new WireReader(bytes, 0);
    this.ends = new int[tally.maxDepth() + 1];
    this.shapes = new MessageShape[tally.maxDepth() + 1];
    Arrays.fill(shapes, request);
    ends[0] = bytes.length;
  }

  /**
   * Walks through the request.
   *
   * @throws OtlpException if it is malformed, too deep or has too many parts
   */
  static Found through(byte[] bytes, MessageShape request, Tally tally, WireWatch watch) {
    ProtobufScan scan = new ProtobufScan(bytes, request, tally, watch);
    scan.walk();
    return new Found(
        scan.impossibleIds,
        scan.strangers,
        scan.fixed64s,
        scan.keyLookedFor,
        scan.textLookedFor,
        scan.unknownFields);
  }

  private void walk() {
    tally.part();
    while (true) {
      while (in.at() == ends[depth]) {
        if (depth == 0) {
          return;
        }
        depth--;
      }
      field(ends[depth]);
    }
  }

  private void field(int end) {
    int tag = in.tag(end);
    int wireType = tag & 7;
    FieldKind kind = shapes[depth].kind(tag >>> 3);
    if (wireType == WireReader.LENGTH) {
      lengthDelimited(kind, tag >>> 3, in.length(end));
    } else {
      in.skipValue(wireType, end);
      countValue(kind, wireType);
    }
  }

  private void countValue(FieldKind kind, int wireType) {
    if ((kind == FieldKind.VARINTS && wireType == WireReader.VARINT)
        || (kind == FieldKind.FIXED64S && wireType == WireReader.FIXED64)) {
      tally.numbers(1);
    } else if (wireType != wireType(kind)) {
      // Protobuf keeps a field of another wire type than it knows as one that it does not know.
      stranger();
    } else if (kind == FieldKind.FIXED64) {
      fixed64s++;
    }
  }

  private static int wireType(FieldKind kind) {
    return switch (kind) {
      case VARINT -> WireReader.VARINT;
      case FIXED64 -> WireReader.FIXED64;
      case FIXED32 -> WireReader.FIXED32;
      case STRING,
          NAME,
          DESCRIPTION,
          STATUS_MESSAGE,
          KEY,
          STRINGS,
          BYTES,
          TRACE_ID,
          SPAN_ID,
          MESSAGE,
          BODY,
          VARINTS,
          FIXED64S ->
          WireReader.LENGTH;
      case UNKNOWN -> -1;
    };
  }

  private void lengthDelimited(FieldKind kind, int number, int length) {
    switch (kind) {
      case MESSAGE -> {
        enter(shapes[depth].message(number), length);
        return;
      }
      case BODY -> {
        textLookedFor = textLookedFor || watch.looksForBody(bytes, in.at(), length);
        enter(shapes[depth].message(number), length);
        return;
      }
      case STRING -> text(length);
      case NAME, DESCRIPTION -> told(length, kind == FieldKind.DESCRIPTION);
      case STATUS_MESSAGE -> {
        textLookedFor = textLookedFor || watch.looksForMessage(bytes, in.at(), length);
        text(length);
      }
      case KEY -> key(length);
      case STRINGS -> {
        tally.part();
        told(length, false);
      }
      case TRACE_ID -> id(length, IdSieve.TRACE_ID_BYTES);
      case SPAN_ID -> id(length, IdSieve.SPAN_ID_BYTES);
      case BYTES -> {}
      case VARINTS -> tally.numbers(length);
      case FIXED64S -> tally.numbers(length / Long.BYTES);
      case UNKNOWN, VARINT, FIXED64, FIXED32 -> {
        unknownFields = true;
        stranger();
      }
    }
    in.skip(length, ends[depth]);
  }

  private void stranger() {
    tally.part();
    strangers++;
  }

  private void enter(MessageShape shape, int length) {
    tally.part();
    // What does not begin with its key is not seen with it.
    keyLookedFor = keyLookedFor || length > 0 && shape.hasKey() && bytes[in.at()] != KEY_TAG;
    if (depth == tally.maxDepth()) {
      throw in.malformed("messages must not nest deeper than " + tally.maxDepth());
    }
    depth++;
    ends[depth] = in.at() + length;
    shapes[depth] = shape;
  }

  private void told(int length, boolean isDescription) {
    textLookedFor = textLookedFor || watch.looksForText(bytes, in.at(), length, isDescription);
    text(length);
  }

  private void text(int length) {
    if (!Utf8.isValid(bytes, in.at(), length)) {
      tally.oddities().brokenText();
    }
  }

  private void key(int length) {
    if (length > tally.maxKeyBytes()) {
      throw in.malformed(
          "the key of an attribute must have %d bytes at most but has %d"
              .formatted(tally.maxKeyBytes(), length));
    }
    keyLookedFor = keyLookedFor || watch.looksForKey(bytes, in.at(), length, ends[depth]);
    text(length);
  }

  private void id(int length, int rightLength) {
    if (length != 0 && length != rightLength) {
      impossibleIds++;
    }
  }

  /**
   * What was found on the way.
   *
   * @param impossibleIds how many ids are of a length that no id has
   * @param strangers how many fields are none that OTLP has there
   * @param fixed64s how many fields are times, or such numbers as stand beside times
   * @param keyLookedFor whether a key is one that is looked for
   * @param textLookedFor whether another text or a body is
   * @param unknownFields whether there are texts or messages in fields that OTLP does not have
   */
  record Found(
      int impossibleIds,
      int strangers,
      int fixed64s,
      boolean keyLookedFor,
      boolean textLookedFor,
      boolean unknownFields) {

    /** How much there is that an export of this signal does not have. */
    int misfits() {
      return impossibleIds + strangers;
    }
  }
}
