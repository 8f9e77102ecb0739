package dev.millrace.otlp;

/** What a field of an OTLP message holds, as far as counting and checking it needs to tell. */
enum FieldKind {
  /** A field that OTLP does not have. */
  UNKNOWN,
  VARINT,
  FIXED64,
  FIXED32,
  STRING,
  /** A text that names something. */
  NAME,
  /** A text that a program says of itself. */
  DESCRIPTION,
  /** What a span's status says in words. */
  STATUS_MESSAGE,
  /** The name of something among others. */
  KEY,
  /** Repeated: an element each. */
  STRINGS,
  BYTES,
  TRACE_ID,
  SPAN_ID,
  MESSAGE,
  /** The message that a log record's body is. */
  BODY,
  /** Repeated numbers of one to ten bytes each. */
  VARINTS,
  /** Repeated numbers of eight bytes each. */
  FIXED64S
}
