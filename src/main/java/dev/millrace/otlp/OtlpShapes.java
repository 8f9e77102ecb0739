package dev.millrace.otlp;

import static dev.millrace.otlp.FieldKind.BYTES;
import static dev.millrace.otlp.FieldKind.DESCRIPTION;
import static dev.millrace.otlp.FieldKind.FIXED32;
import static dev.millrace.otlp.FieldKind.FIXED64;
import static dev.millrace.otlp.FieldKind.FIXED64S;
import static dev.millrace.otlp.FieldKind.KEY;
import static dev.millrace.otlp.FieldKind.NAME;
import static dev.millrace.otlp.FieldKind.SPAN_ID;
import static dev.millrace.otlp.FieldKind.STATUS_MESSAGE;
import static dev.millrace.otlp.FieldKind.STRING;
import static dev.millrace.otlp.FieldKind.STRINGS;
import static dev.millrace.otlp.FieldKind.TRACE_ID;
import static dev.millrace.otlp.FieldKind.VARINT;
import static dev.millrace.otlp.FieldKind.VARINTS;

import dev.millrace.Signal;

/**
 * The shapes of OTLP's messages; a test holds them against the generated classes.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/tree/main/opentelemetry/proto">
 *     opentelemetry-proto</a>
 */
final class OtlpShapes {

  private static final MessageShape ANY_VALUE = new MessageShape();

  private static final MessageShape KEY_VALUE =
      new MessageShape().with(KEY, 1).holding(2, ANY_VALUE).with(VARINT, 3);

  static {
    ANY_VALUE
        .with(STRING, 1)
        .with(VARINT, 2, 3, 8)
        .with(FIXED64, 4)
        .holding(5, new MessageShape().holding(1, ANY_VALUE))
        .holding(6, new MessageShape().holding(1, KEY_VALUE))
        .with(BYTES, 7);
  }

  private static final MessageShape ENTITY_REF =
      new MessageShape().with(NAME, 1, 2).with(STRINGS, 3, 4);

  private static final MessageShape RESOURCE =
      new MessageShape().holding(1, KEY_VALUE).with(VARINT, 2).holding(3, ENTITY_REF);

  private static final MessageShape SCOPE =
      new MessageShape().with(DESCRIPTION, 1).with(NAME, 2).holding(3, KEY_VALUE).with(VARINT, 4);

  private static final MessageShape EXEMPLAR =
      new MessageShape()
          .with(FIXED64, 2, 3, 6)
          .with(SPAN_ID, 4)
          .with(TRACE_ID, 5)
          .holding(7, KEY_VALUE);

  private static final MessageShape NUMBER_POINT =
      new MessageShape()
          .with(FIXED64, 2, 3, 4, 6)
          .holding(5, EXEMPLAR)
          .holding(7, KEY_VALUE)
          .with(VARINT, 8);

  private static final MessageShape HISTOGRAM_POINT =
      new MessageShape()
          .with(FIXED64, 2, 3, 4, 5, 11, 12)
          .with(FIXED64S, 6, 7)
          .holding(8, EXEMPLAR)
          .holding(9, KEY_VALUE)
          .with(VARINT, 10);

  private static final MessageShape BUCKETS = new MessageShape().with(VARINT, 1).with(VARINTS, 2);

  private static final MessageShape EXPONENTIAL_POINT =
      new MessageShape()
          .holding(1, KEY_VALUE)
          .with(FIXED64, 2, 3, 4, 5, 7, 12, 13, 14)
          .with(VARINT, 6, 10)
          .holding(8, BUCKETS)
          .holding(9, BUCKETS)
          .holding(11, EXEMPLAR);

  private static final MessageShape SUMMARY_POINT =
      new MessageShape()
          .with(FIXED64, 2, 3, 4, 5)
          .holding(6, new MessageShape().with(FIXED64, 1, 2))
          .holding(7, KEY_VALUE)
          .with(VARINT, 8);

  private static final MessageShape METRIC =
      new MessageShape()
          .with(NAME, 1, 3)
          .with(DESCRIPTION, 2)
          .holding(5, points(NUMBER_POINT))
          .holding(7, points(NUMBER_POINT).with(VARINT, 2, 3))
          .holding(9, points(HISTOGRAM_POINT).with(VARINT, 2))
          .holding(10, points(EXPONENTIAL_POINT).with(VARINT, 2))
          .holding(11, points(SUMMARY_POINT))
          .holding(12, KEY_VALUE);

  private static final MessageShape LOG_RECORD =
      new MessageShape()
          .with(FIXED64, 1, 11)
          .with(VARINT, 2, 7)
          .with(NAME, 3, 12)
          .holdingBody(5, ANY_VALUE)
          .holding(6, KEY_VALUE)
          .with(FIXED32, 8)
          .with(TRACE_ID, 9)
          .with(SPAN_ID, 10);

  private static final MessageShape EVENT =
      new MessageShape().with(FIXED64, 1).with(NAME, 2).holding(3, KEY_VALUE).with(VARINT, 4);

  private static final MessageShape LINK =
      new MessageShape()
          .with(TRACE_ID, 1)
          .with(SPAN_ID, 2)
          .with(NAME, 3)
          .holding(4, KEY_VALUE)
          .with(VARINT, 5)
          .with(FIXED32, 6);

  private static final MessageShape SPAN =
      new MessageShape()
          .with(TRACE_ID, 1)
          .with(SPAN_ID, 2, 4)
          .with(NAME, 3, 5)
          .with(VARINT, 6, 10, 12, 14)
          .with(FIXED64, 7, 8)
          .with(FIXED32, 16)
          .holding(9, KEY_VALUE)
          .holding(11, EVENT)
          .holding(13, LINK)
          .holding(15, new MessageShape().with(STATUS_MESSAGE, 2).with(VARINT, 3));

  private static final MessageShape METRICS = request(METRIC);
  private static final MessageShape LOGS = request(LOG_RECORD);
  private static final MessageShape TRACES = request(SPAN);

  private OtlpShapes() {}

  /** The shape of the signal's export request. */
  static MessageShape request(Signal signal) {
    return switch (signal) {
      case METRICS -> METRICS;
      case LOGS -> LOGS;
      case TRACES -> TRACES;
    };
  }

  private static MessageShape points(MessageShape point) {
    return new MessageShape().holding(1, point);
  }

  /** Records in scopes in resources: the same of every signal. */
  private static MessageShape request(MessageShape record) {
    MessageShape scope = new MessageShape().holding(1, SCOPE).holding(2, record).with(NAME, 3);
    MessageShape resource = new MessageShape().holding(1, RESOURCE).holding(2, scope).with(NAME, 3);
    return new MessageShape().holding(1, resource);
  }
}
